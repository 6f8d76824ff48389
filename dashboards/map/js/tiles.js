// A picture under the vectors, from our own server, with a switch in the corner. Off until asked for.
window.plannerTiles = (() => {
  const VEIL = 0.45; // how much of the land's fill stays over the picture

  function offer(map, source, send) {
    if (!source) return { show() {} };
    const layer = L.tileLayer(source.url, { maxNativeZoom: source.max_zoom, maxZoom: 20 });
    const button = plannerPage.element("button", "planner-switch", "배경지도");
    button.type = "button";
    const credit = plannerPage.element("span", "planner-tile-credit", source.attribution);
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const box = plannerPage.element("div", "leaflet-bar");
      L.DomEvent.disableClickPropagation(box);
      box.append(button);
      return box;
    };
    control.addTo(map);

    function show(on) {
      button.setAttribute("aria-pressed", String(on));
      if (on === map.hasLayer(layer)) return;
      if (on) layer.addTo(map);
      else layer.remove();
      plannerInk.ink.veil = on ? VEIL : 1;
      plannerInk.repaint(map);
      const credits = map.getContainer().querySelector(".leaflet-control-attribution");
      if (on && source.attribution && credits) credits.append(credit);
      else credit.remove();
    }

    button.addEventListener("click", () => send({ type: "tiles", on: !map.hasLayer(layer) }));
    show(false);
    return { show };
  }

  return { offer };
})();
