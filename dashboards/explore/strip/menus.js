// Menus of checkboxes with counts, each in a popover of the top layer: nothing can cut them off.
import { under } from "./search.js";

let sets = 0;

export function menuSet(model) {
  const prefix = `menu${++sets}`;
  const boxes = [];
  const openers = [];

  const choose = (section) => {
    const on = boxes.filter((box) => box.section === section && box.input.checked).map((box) => box.value);
    model.send_msg({ type: "choose", section: section.key, values: on });
  };
  const menu = (about) => {
    const wrap = make("div", "menu");
    const press = make("button", "opener");
    const panel = make("div", "panel");
    press.type = "button";
    panel.popover = "auto";
    panel.id = `${prefix}-${about.key}`;
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", about.label);
    press.popoverTargetElement = panel;
    press.setAttribute("aria-expanded", "false");
    panel.addEventListener("toggle", (event) => {
      press.setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") under(panel, press);
    });
    panel.append(...about.sections.map((section) => sectionBox(about, section)));
    wrap.append(press, panel);
    openers.push({ about, press });
    return wrap;
  };
  const sectionBox = (about, section) => {
    const set = make("fieldset", section.kind);
    set.append(Object.assign(make("legend", ""), { textContent: section.label }));
    if (section.note) set.append(Object.assign(make("p", "note"), { textContent: section.note }));
    const list = make("div", "choices");
    list.append(...section.options.map((option) => choice(about, section, option)));
    set.append(list);
    return set;
  };
  const choice = (about, section, option) => {
    const label = make("label", "choice");
    const input = make("input", "");
    const number = make("span", "number");
    input.type = "checkbox";
    input.addEventListener("change", () => {
      if (section.kind === "one" && input.checked) {
        for (const box of boxes) if (box.section === section && box.input !== input) box.input.checked = false;
      }
      choose(section);
    });
    label.append(input, Object.assign(make("span", "name"), { textContent: option.label }), number);
    boxes.push({ about, section, value: option.value, parents: option.parents ?? [], input, number, label });
    return label;
  };
  const show = () => {
    const on = new Set(Object.entries(model.chosen).flatMap(([key, values]) => values.map((value) => `${key} ${value}`)));
    const values = (about) => new Set(about.sections.flatMap((section) => model.chosen[section.key] ?? []));
    for (const box of boxes) {
      const count = model.counts[box.section.key]?.[box.value] ?? 0;
      box.input.checked = on.has(`${box.section.key} ${box.value}`);
      box.number.textContent = count.toLocaleString("ko-KR");
      box.label.classList.toggle("none", count === 0);
      const parents = values(box.about);
      box.label.hidden = box.parents.length > 0 && !box.input.checked && !box.parents.some((p) => parents.has(p));
    }
    for (const { about, press } of openers) {
      const chosen = about.sections.reduce((sum, section) => sum + (model.chosen[section.key]?.length ?? 0), 0);
      press.textContent = chosen ? `${about.label} ${chosen}` : about.label;
      press.classList.toggle("on", chosen > 0);
    }
  };
  const elements = model.menus.map(menu);
  model.on("chosen", show);
  model.on("counts", show);
  show();
  return { elements };
}

function make(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}
