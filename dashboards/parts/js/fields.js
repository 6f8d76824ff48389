// The kinds of fields with one value each: element, show, complain, disable and focus.
import { attributes, icon, make, switchOff } from "./dom.js";
import { checkInput, framed, numberInput, selectInput, tails, textInput, withUnit } from "./inputs.js";

const SEARCH_PAUSE_MS = 200;
const FILE_LIMIT_BYTES = 200_000;

export function number(field, id, tell) {
  const { input, show } = numberInput(field, tell);
  input.id = id;
  return { ...framed(field, id, withUnit(input, field.unit), [input]), show };
}

export function range(field, id, tell) {
  const typed = numberInput(field, tell);
  const slider = make("input", { type: "range", min: field.low, max: field.high, step: field.step ?? 1 });
  slider.setAttribute("aria-label", field.unit ? `${field.label} (${field.unit})` : field.label);
  let held = false;
  slider.addEventListener("input", () => { held = true; typed.show(Number(slider.value)); fill(slider); });
  slider.addEventListener("change", () => { held = false; tell(Number(slider.value)); });
  typed.input.id = id;
  const pair = make("div", { className: "pair" }, slider, withUnit(typed.input, field.unit));
  const show = (value) => {
    typed.show(value);
    if (!held) slider.value = value ?? field.low;
    fill(slider);
  };
  return { ...framed(field, id, pair, [typed.input, slider]), show };
}

function fill(slider) {
  const share = (slider.value - slider.min) / (slider.max - slider.min || 1);
  slider.style.setProperty("--part", `${100 * Math.min(1, Math.max(0, share))}%`);
}

export function text(field, id, tell) {
  const { input, show } = textInput({ type: "text", id, placeholder: field.empty }, tell);
  return { ...framed(field, id, withUnit(input, field.unit), [input]), show };
}

export function long(field, id, tell) {
  const { input, show } = textInput({ id, rows: 6, placeholder: field.empty, spellcheck: false }, tell);
  return { ...framed(field, id, input, [input]), show };
}

export function search(field, id, tell) {
  const input = make("input", { type: "search", id, placeholder: field.empty || field.help, autocomplete: "off" });
  let pause = 0;
  const send = () => { clearTimeout(pause); pause = 0; tell(input.value); };
  input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(send, SEARCH_PAUSE_MS); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") send(); });
  const busy = () => pause || input.getRootNode().activeElement === input;
  const show = (value) => { if (!busy() && input.value !== (value ?? "")) input.value = value ?? ""; };
  const box = make("div", { className: "searchbox" }, icon("search"), input);
  return { ...framed({ ...field, help: "" }, id, box, [input]), show };
}

export function select(field, id, tell) {
  const { input, show } = selectInput(field.options, id, tell);
  return { ...framed(field, id, input, [input]), show };
}

export function radio(field, id, tell) {
  const choices = field.options.map((option, place) => {
    const input = make("input", { type: "radio", name: id, id: place ? `${id}-${place}` : id, value: option.value });
    input.addEventListener("change", () => tell(option.value));
    return input;
  });
  const box = make("div", { className: "segments" }, ...choices.map((input, i) => labelled(input, field.options[i].label, "segment")));
  return set(field, id, box, choices, "radiogroup", (value, input) => input.value === value);
}

export function checks(field, id, tell) {
  const choices = field.options.map((option, place) => make("input", { type: "checkbox", id: place ? `${id}-${place}` : id, value: option.value }));
  for (const input of choices) input.addEventListener("change", () => tell(choices.filter((c) => c.checked).map((c) => c.value)));
  const box = make("div", { className: "chips" }, ...choices.map((input, i) => labelled(input, field.options[i].label, "chip")));
  return set(field, id, box, choices, "group", (value, input) => (value ?? []).includes(input.value));
}

function labelled(input, words, className) {
  return make("label", { className, htmlFor: input.id }, input, make("span", { textContent: words }));
}

function set(field, id, box, inputs, role, isOn) {
  attributes(box, { role, "aria-labelledby": `${id}-name` });
  const show = (value) => { for (const input of inputs) input.checked = isOn(value, input); };
  return { ...framed(field, id, box, inputs, { name: "span" }), show };
}

export function toggle(field, id, tell) {
  const { input, show } = checkInput({ id, className: "switch" }, tell);
  input.setAttribute("role", "switch");
  const label = make("label", { className: "toggle", htmlFor: id }, input, make("span", { textContent: field.label }));
  const element = make("div", { className: `field${field.half ? " half" : ""}` }, label);
  return { element, ...tails(field, id, element, [input]), show };
}

export function file(field, id, tell) {
  const input = make("input", { type: "file", id, accept: field.unit });
  input.addEventListener("change", async () => {
    const [chosen] = input.files;
    if (!chosen) return;
    const fits = chosen.size <= (field.high ?? FILE_LIMIT_BYTES);
    tell({ name: chosen.name, ...(fits ? { text: await chosen.text() } : { size: chosen.size }) });
    input.value = "";
  });
  return { ...framed(field, id, input, [input]), show: () => {} };
}

export function button(field, id, tell) {
  const words = make("span", { textContent: field.label });
  const element = make("button", { type: "button", id, title: field.help, className: field.primary ? "primary" : field.danger ? "danger" : "" }, icon(field.icon), words);
  element.addEventListener("click", () => { if (!element.hasAttribute("aria-disabled")) tell(true); });
  const show = (value) => { if (typeof value === "string") words.textContent = value; };
  return { element, show, complain: () => 0, disable: (off) => switchOff(element, off) };
}

export function note(field, id) {
  const element = make("p", { id, className: "note", textContent: field.help });
  const show = (value) => { if (typeof value === "string") element.textContent = value; };
  return { element, show, complain: () => 0, disable: () => {} };
}
