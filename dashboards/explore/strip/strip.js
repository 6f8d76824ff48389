// Search box, filter menus, chips and count in one wrapping row.
import { searchBox } from "../_js/search.js";
import { menuSet } from "../_js/menus.js";

export function render({ model }) {
  const root = make("div", "strip");
  const line = make("div", "line");
  const told = make("p", "told");
  const chips = make("ul", "chips");
  told.setAttribute("role", "status");
  const search = searchBox(model);
  const menus = menuSet(model);
  line.append(search.element, ...menus.elements, told);
  root.append(line, chips);

  const drawChips = () => {
    chips.hidden = model.chips.length === 0;
    chips.setAttribute("aria-label", model.labels.chips);
    chips.replaceChildren(...model.chips.map(chip), ...(model.chips.length ? [clearing()] : []));
  };
  const chip = ({ key, value, label }) => {
    const item = make("li", "chip");
    const drop = make("button", "");
    drop.type = "button";
    drop.textContent = "×";
    drop.setAttribute("aria-label", `${label} ${model.labels.remove}`);
    drop.addEventListener("click", () => {
      model.send_msg({ type: "drop", key, value });
      search.focus();
    });
    item.append(Object.assign(make("span", ""), { textContent: label }), drop);
    return item;
  };
  const clearing = () => {
    const item = make("li", "all");
    const button = make("button", "");
    button.type = "button";
    button.textContent = model.labels.clear;
    button.addEventListener("click", () => {
      model.send_msg({ type: "clear" });
      search.focus();
    });
    item.append(button);
    return item;
  };
  const tell = () => { told.textContent = model.told; };
  model.on("chips", drawChips);
  model.on("told", tell);
  drawChips();
  tell();
  return root;
}

function make(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}
