// A row of tabs as the ARIA pattern asks: one tab stop, arrows choose.
export function render({ model }) {
  const bar = document.createElement("div");
  bar.setAttribute("role", "tablist");
  let tabs = new Map();

  const build = () => {
    tabs = new Map(model.tabs.map(([key, label]) => [key, made(key, label)]));
    bar.replaceChildren(...tabs.values());
    mark();
    count();
  };
  const made = (key, label) => {
    const tab = Object.assign(document.createElement("button"), { type: "button" });
    const badge = Object.assign(document.createElement("span"), { className: "badge" });
    tab.append(Object.assign(document.createElement("span"), { textContent: label }), badge);
    tab.setAttribute("role", "tab");
    tab.addEventListener("click", () => open(key));
    return tab;
  };
  const open = (key) => {
    mark(key);
    if (key !== model.active) model.send_msg({ type: "open", key });
  };
  const mark = (active = model.active) => {
    for (const [key, tab] of tabs) {
      tab.setAttribute("aria-selected", String(key === active));
      tab.tabIndex = key === active ? 0 : -1;
    }
  };
  const count = () => {
    for (const [key, tab] of tabs) {
      tab.lastChild.textContent = model.badges[key] ?? "";
      tab.lastChild.hidden = !model.badges[key];
    }
  };
  const name = () => bar.setAttribute("aria-label", model.label);
  bar.addEventListener("keydown", (event) => {
    const keys = [...tabs.keys()];
    const at = [...tabs.values()].indexOf(event.target.closest("[role=tab]"));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const key = keys[(to + keys.length) % keys.length];
    open(key);
    tabs.get(key).focus();
  });
  model.on("tabs", build);
  model.on("active", () => mark());
  model.on("badges", count);
  model.on("label", name);
  // What was hidden is shown by the same answer: its turn comes before a frame is drawn.
  const takeKeyboard = () => requestAnimationFrame(() => requestAnimationFrame(() => tabs.get(model.active)?.focus()));
  model.on("asked", takeKeyboard);
  name();
  build();
  if (model.asked) takeKeyboard();
  return bar;
}
