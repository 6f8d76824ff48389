// Legend panels of a map, one per slot, stacked in the corner; all text goes in as text.
window.plannerLegends = (() => {
  const MAIN = "main";
  const SMALL_PX = 620; // below it an open legend would cover half of the map

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = String(text);
    return node;
  }

  function swatch(entry) {
    const mark = element("span", `planner-swatch ${entry.shape}`);
    mark.style.setProperty("--mark", plannerInk.colour(entry.colour));
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }

  function list(entries) {
    const rows = element("ul");
    for (const entry of entries) {
      const item = element("li");
      item.append(swatch(entry), element("span", "", entry.label));
      rows.append(item);
    }
    return rows;
  }

  function rampBar(ramp) {
    const box = element("div");
    const bar = element("div", "planner-ramp");
    bar.setAttribute("aria-hidden", "true");
    for (const colour of ramp.colours) {
      const cell = element("i");
      cell.style.setProperty("--mark", plannerInk.colour(colour));
      bar.append(cell);
    }
    const ends = element("div", "planner-ramp-ends");
    for (const text of ramp.labels) ends.append(element("span", "", text));
    box.append(bar, ends);
    return box;
  }

  function fill(panel, spec) {
    const title = element("summary", "planner-panel-title");
    title.append(element("span", "", spec.title));
    panel.replaceChildren(title);
    if (spec.ramp) panel.append(rampBar(spec.ramp));
    if (spec.entries && spec.entries.length) panel.append(list(spec.entries));
    if (spec.note) panel.append(element("div", "planner-panel-note", spec.note));
  }

  function stack(map) {
    if (map.plannerLegends) return map.plannerLegends;
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const box = element("div", "planner-panels");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "범례");
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
    map.plannerLegends = { box: control.getContainer(), panels: new Map() };
    return map.plannerLegends;
  }

  // `spec` null takes the slot's panel away.
  function legend(map, spec, slot = MAIN) {
    const { box, panels } = stack(map);
    const known = panels.get(slot);
    if (!spec) {
      if (known) known.panel.remove();
      panels.delete(slot);
      return;
    }
    const panel = known ? known.panel : element("details", "planner-panel");
    if (!known) {
      panel.dataset.slot = slot;
      panel.open = map.getContainer().clientWidth === 0 || map.getContainer().clientWidth > SMALL_PX;
      box[slot === MAIN ? "prepend" : "append"](panel);
    }
    panels.set(slot, { panel, spec });
    fill(panel, spec);
  }

  function repaint(map) {
    if (!map.plannerLegends) return;
    for (const { panel, spec } of map.plannerLegends.panels.values()) fill(panel, spec);
  }

  // Paper cannot be unfolded. Returns what folds the panels again.
  function unfold(map) {
    const closed = map.plannerLegends
      ? [...map.plannerLegends.panels.values()].map(({ panel }) => panel).filter((panel) => !panel.open) : [];
    for (const panel of closed) panel.open = true;
    return () => { for (const panel of closed) panel.open = false; };
  }

  return { legend, repaint, unfold, element };
})();
