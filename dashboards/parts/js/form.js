// A form of native controls. A change is told once it is meant (leaving, Enter, a pause in a search);
// what Python tells never disturbs the control that is being typed in.
import { make } from "../../_js/js/dom.js";
import { button, checks, file, long, note, number, radio, range, search, select, text, toggle } from "../../_js/js/fields.js";
import { grid } from "../../_js/js/grid.js";
import { picker } from "../../_js/js/picker.js";

const MAKERS = { button, checks, file, grid, long, note, number, picker, radio, range, search, select, switch: toggle, text };
let forms = 0;

export function render({ model }) {
  const root = make("div", { className: "form" });
  const prefix = `form${++forms}`;
  const groups = new Map();
  let controls = new Map();
  const t = (korean) => model.labels[korean] ?? korean;

  const build = () => {
    const active = root.getRootNode().activeElement;
    const held = active && [...controls].find(([, control]) => control.element.contains(active));
    const at = active?.dataset.at ?? "";
    const before = controls;
    controls = new Map();
    for (const field of model.fields) controls.set(field.key, kept(before.get(field.key), field));
    place();
    show();
    complain();
    disable();
    annotate();
    if (held && !held[1].element.isConnected) focus(held[0], at);
  };
  const kept = (old, field) => {
    const seal = JSON.stringify(field);
    if (old?.seal === seal) return old;
    const tell = (value) => model.send_msg({ type: "change", key: field.key, value });
    const full = field.listed ? { ...field, options: model.lists[field.listed] } : field;
    return { ...MAKERS[field.kind](full, `${prefix}-${field.key.replace(/\W/g, "-")}`, tell, t), seal, group: field.group };
  };
  // Elements that stay are not moved: a moved element loses the keyboard.
  const place = () => {
    root.classList.toggle("inline", model.inline);
    const wanted = new Map([[root, []]]);
    for (const field of model.fields) {
      const box = field.group ? groupOf(field) : null;
      if (box && !wanted.has(box.inside)) {
        wanted.set(box.inside, []);
        wanted.get(root).push(box.element);
      }
      wanted.get(box ? box.inside : root).push(controls.get(field.key).element);
    }
    for (const [parent, children] of wanted) arrange(parent, children);
  };
  const groupOf = (field) => {
    if (!groups.has(field.group)) groups.set(field.group, groupBox(field, t));
    return groups.get(field.group);
  };
  const show = () => {
    for (const [key, control] of controls) if (key in model.values) control.show(model.values[key]);
  };
  const complain = () => {
    const counts = new Map();
    for (const [key, control] of controls) {
      const inside = Object.entries(model.complaints).filter(([name]) => name.startsWith(`${key}/`));
      const cells = Object.fromEntries(inside.map(([name, words]) => [name.slice(key.length + 1), words]));
      const count = control.complain(model.complaints[key] ?? "", cells);
      counts.set(control.group, (counts.get(control.group) ?? 0) + count);
    }
    for (const [name, box] of groups) box.count(counts.get(name) ?? 0);
  };
  const disable = () => {
    for (const [key, control] of controls) control.disable(model.disabled_keys.includes(key));
  };
  const annotate = () => {
    for (const [name, box] of groups) box.note(model.notes[name] ?? "");
  };
  const focus = (key, at = "") => {
    const control = controls.get(key);
    if (!control) return;
    const closed = control.element.closest("details");
    if (closed) closed.open = true;
    const cell = at && control.element.querySelector(`[data-at="${CSS.escape(at)}"]`);
    const first = control.element.matches("button") ? control.element : control.element.querySelector("input,select,textarea,button");
    (cell || control.element.querySelector("input:checked") || first)?.focus();
  };
  const receive = ({ type, key }) => {
    if (type !== "focus") return;
    const name = controls.has(key) ? key : [...controls.keys()].find((known) => key.startsWith(`${known}/`));
    if (name) focus(name, key.slice(name.length + 1));
  };
  const onKey = (event) => {
    const field = model.fields.find((one) => one.shortcut && one.shortcut === pressed(event));
    const press = field && controls.get(field.key).element;
    if (!press || press.disabled || !press.getClientRects().length) return;
    event.preventDefault();
    const active = deepest();
    active?.blur(); // what is being typed is told first
    press.click();
    (active?.disabled ? press : active)?.focus();
  };
  document.addEventListener("keydown", onKey);
  const watched = { fields: build, inline: place, values: show, complaints: complain, disabled_keys: disable, notes: annotate, "msg:custom": receive };
  for (const [name, react] of Object.entries(watched)) model.on(name, react);
  model.on("remove", () => {
    model.off("msg:custom", receive);
    document.removeEventListener("keydown", onKey);
  });
  build();
  return root;
}

function pressed(event) {
  return [...(event.ctrlKey || event.metaKey ? ["ctrl"] : []), ...(event.shiftKey ? ["shift"] : []), event.key.toLowerCase()].join("+");
}

function deepest() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

function arrange(parent, children) {
  const stay = new Set(children);
  for (const child of [...parent.children]) if (!stay.has(child)) child.remove();
  children.forEach((child, i) => { if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null); });
}

function groupBox(field, t) {
  const count = make("span", { className: "count", hidden: true });
  const side = make("span", { className: "side" });
  const summary = make("summary", {}, make("span", { textContent: field.group }), count, side);
  const inside = make("div", { className: "inside" });
  const element = make("details", { open: !field.folded }, summary, inside);
  return {
    element, inside,
    note: (words) => { side.textContent = words; },
    count: (wrong) => { count.hidden = !wrong; count.textContent = `${t("고칠 곳")} ${wrong}`; },
  };
}
