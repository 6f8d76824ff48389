// A combobox after the ARIA pattern: the keyboard stays in the input, arrows move through the list.
const PAUSE_MS = 90;

export function searchBox(model) {
  const box = make("div", "search");
  const input = make("input", "");
  const list = make("div", "suggestions");
  Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false, placeholder: model.labels.placeholder });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-label", model.labels.search);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "suggestions");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", model.labels.suggestions);
  list.popover = "manual";
  const hint = make("p", "hint");
  hint.setAttribute("role", "status");
  box.append(input, list, hint);
  let pause = 0;
  let at = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const point = (place) => {
    at = place;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const here = options()[at];
    if (here) {
      input.setAttribute("aria-activedescendant", here.id);
      here.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const show = (open) => {
    input.setAttribute("aria-expanded", String(open));
    if (open === list.matches(":popover-open")) return;
    if (open) {
      list.showPopover();
      under(list, input);
    } else list.hidePopover();
  };
  const draw = () => {
    const current = model.asked === input.value.trim() && model.asked !== "";
    hint.textContent = current ? model.hint : "";
    const told = model.hint ? [Object.assign(make("p", "why"), { textContent: model.hint })] : [];
    list.replaceChildren(...told, ...model.suggestions.map(option));
    point(-1);
    show(current && (model.suggestions.length > 0 || Boolean(model.hint)) && isActive());
  };
  const isActive = () => input.getRootNode().activeElement === input;
  const option = ({ key, label, note }, place) => {
    const item = make("div", "option");
    item.id = `suggestion-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(
      Object.assign(make("b", ""), { textContent: label }),
      Object.assign(make("span", ""), { textContent: note }),
    );
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => take(key));
    return item;
  };
  const take = (key) => {
    clearTimeout(pause);
    model.send_msg({ type: "take", key, text: input.value.trim() });
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => model.send_msg({ type: "type", text: input.value.trim() }), PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === "Enter") {
      event.preventDefault();
      const fresh = model.asked === input.value.trim();
      if (input.value.trim()) take(at >= 0 && fresh ? model.suggestions[at].key : "");
    } else if (event.key === "Escape") {
      if (list.matches(":popover-open")) show(false);
      else if (input.value) { input.value = ""; model.send_msg({ type: "type", text: "" }); }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      show(true);
      point(event.key === "ArrowDown" ? (at + 1) % count : (at <= 0 ? count : at) - 1);
    }
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("focus", draw);
  for (const what of ["asked", "suggestions", "hint"]) model.on(what, draw);
  const receive = (message) => {
    if (message.type !== "settle") return;
    input.value = message.text;
    hint.textContent = "";
    show(false);
  };
  model.on("msg:custom", receive);
  model.on("remove", () => model.off("msg:custom", receive));
  return { element: box, focus: () => input.focus() };
}

export function under(panel, anchor) {
  const place = anchor.getBoundingClientRect();
  const room = document.documentElement.clientWidth - 8;
  panel.style.minWidth = `${Math.min(place.width, room)}px`;
  panel.style.left = `${Math.max(8, Math.min(place.left, room - panel.offsetWidth))}px`;
  panel.style.top = `${place.bottom + 4}px`;
  panel.style.maxHeight = `${Math.max(160, innerHeight - place.bottom - 16)}px`;
}

function make(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}
