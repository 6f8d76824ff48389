// Inputs that tell a value once it is meant, and never lose what is being typed.
import { asNumber, attributes, grouped, make } from "./dom.js";

export function numberInput(field, tell) {
  const input = make("input", { type: "text", inputMode: "decimal", className: "number", autocomplete: "off", placeholder: field.empty });
  const show = guarded(input, asNumber, (held, edited) => (edited && typeof held === "number" ? String(held) : grouped(held)), tell);
  input.addEventListener("focus", () => input.select());
  if (field.step) input.addEventListener("keydown", (event) => step(event, input, field));
  return { input, show };
}

export function textInput(properties, tell) {
  const input = make(properties.rows ? "textarea" : "input", { autocomplete: "off", ...properties });
  return { input, show: guarded(input, (text) => text, (held) => held ?? "", tell) };
}

// Shows what Python holds until the reader types; a change is told on Enter and on leaving.
function guarded(input, read, written, tell) {
  let held = null;
  let typed = false;
  const edited = () => input.getRootNode().activeElement === input;
  const draw = () => {
    const text = written(held, edited());
    if (!typed && input.value !== text) input.value = text;
  };
  const commit = () => {
    if (!typed) return;
    typed = false;
    held = read(input.value);
    tell(held);
  };
  input.addEventListener("focus", draw);
  input.addEventListener("input", () => { typed = true; });
  input.addEventListener("change", commit);
  input.addEventListener("blur", () => { commit(); input.value = written(held, false); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.type !== "textarea") commit();
    if (event.key === "Escape" && typed) { typed = false; draw(); event.stopPropagation(); }
  });
  return (value) => { held = value; draw(); };
}

function step(event, input, field) {
  const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const now = asNumber(input.value) ?? field.low ?? 0;
  if (!way || typeof now !== "number") return;
  event.preventDefault();
  const next = Math.min(field.high ?? Infinity, Math.max(field.low ?? -Infinity, now + way * field.step));
  input.value = String(Number(next.toFixed(6)));
  input.dispatchEvent(new Event("input"));
}

export function selectInput(options, id, tell) {
  const list = make("select", { id }, ...options.map((o) => make("option", { value: o.value, textContent: o.label })));
  list.addEventListener("change", () => tell(list.value));
  return { input: list, show: (value) => { list.value = value ?? ""; } };
}

export function checkInput(properties, tell) {
  const input = make("input", { type: "checkbox", ...properties });
  input.addEventListener("change", () => tell(input.checked));
  return { input, show: (value) => { input.checked = !!value; } };
}

// The frame around a control: name, hint, help, and the place of its complaint.
export function framed(field, id, body, inputs, { name = "label" } = {}) {
  const title = make(name, { className: "name", id: `${id}-name`, textContent: field.label });
  if (name === "label") title.htmlFor = id;
  const top = make("div", { className: "top" }, title);
  const hint = bounds(field);
  if (hint) top.append(make("span", { className: "hint", id: `${id}-hint`, textContent: hint }));
  const element = make("div", { className: `field ${field.kind}${field.half ? " half" : ""}` }, top, body);
  return { element, ...tails(field, id, element, inputs, hint ? [`${id}-hint`] : []) };
}

function bounds({ low, high, unit, kind, options }) {
  if (kind === "file" || options?.length || low === null || high === null) return "";
  return `${grouped(low)}–${grouped(high)}${unit ? ` ${unit}` : ""}`;
}

export function tails(field, id, element, inputs, described = []) {
  const ids = [...described];
  if (field.help) {
    ids.push(`${id}-help`);
    element.append(make("p", { className: "help", id: `${id}-help`, textContent: field.help }));
  }
  const wrong = attributes(make("p", { className: "wrong", id: `${id}-wrong`, hidden: true }), { "aria-live": "polite" });
  element.append(wrong);
  const complain = (sentence) => {
    wrong.textContent = sentence;
    wrong.hidden = !sentence;
    const all = sentence ? [...ids, wrong.id] : ids;
    for (const input of inputs) {
      input.toggleAttribute("aria-invalid", false);
      if (sentence) input.setAttribute("aria-invalid", "true");
      if (all.length) input.setAttribute("aria-describedby", all.join(" "));
      else input.removeAttribute("aria-describedby");
    }
    return sentence ? 1 : 0;
  };
  const disable = (off) => { for (const input of inputs) input.disabled = off; };
  return { complain, disable };
}

export function withUnit(control, unit) {
  return unit ? make("span", { className: "unit" }, control, make("span", { textContent: unit })) : control;
}
