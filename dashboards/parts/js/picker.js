// A list that is filled by searching names: a combobox, with what was chosen above it.
import { attributes, icon, make } from "./dom.js";
import { framed } from "./inputs.js";

const SHOWN_AT_ONCE = 50;
const CHOSEN_AT_ONCE = 12;
const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];

export function picker(field, id, tell, t) {
  const input = make("input", { type: "text", id, placeholder: field.empty || field.unit, autocomplete: "off" });
  const list = attributes(make("ul", { id: `${id}-list`, className: "menu", hidden: true }), { role: "listbox", "aria-label": field.label });
  attributes(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  const count = attributes(make("span", { className: "unseen" }), { "aria-live": "polite" });
  const chosen = make("ul", { className: "chosen" });
  const names = new Map(field.options.map((option) => [option.value, option.label]));
  let index = null;
  let found = [];
  let active = -1;
  let taken = new Set();
  let unfolded = false;
  let held = [];

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const open = () => {
    index ??= field.options.map(indexed);
    const wanted = folded(input.value);
    const all = index.filter((entry) => !taken.has(entry.value) && entry.text.includes(wanted));
    const first = all.filter((entry) => entry.text.startsWith(wanted)); // a name before a place
    found = [...first, ...all.filter((entry) => !entry.text.startsWith(wanted))].slice(0, SHOWN_AT_ONCE);
    const rows = found.map((entry, i) => attributes(make("li", { id: `${id}-at${i}`, textContent: entry.label }), { role: "option", "aria-selected": "false" }));
    const more = all.length - found.length;
    list.replaceChildren(...rows);
    if (more || !all.length) list.append(attributes(make("li", { className: "quiet", textContent: all.length ? `${t("더 있음")} ${more.toLocaleString("ko-KR")}` : t("찾는 이름이 없습니다") }), { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    count.textContent = `${all.length}`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(wanted && found.length ? 0 : -1);
  };
  const point = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const row = list.children[active];
    if (!row) return void input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const take = (place) => {
    if (!found[place]) return;
    input.value = "";
    close();
    tell({ add: found[place].value });
  };
  const keys = {
    ArrowDown: () => (list.hidden ? open() : point(Math.min(found.length - 1, active + 1))),
    ArrowUp: () => point(Math.max(0, active - 1)),
    Enter: () => take(active < 0 ? 0 : active),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing || (event.key !== "ArrowDown" && list.hidden)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  input.addEventListener("input", open);
  input.addEventListener("click", open);
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take([...list.children].indexOf(event.target.closest("li"))));

  const show = (values) => {
    held = values ?? [];
    taken = new Set(held);
    const some = unfolded ? held : held.slice(0, CHOSEN_AT_ONCE);
    chosen.replaceChildren(...some.map((value) => chip(names.get(value) ?? value, value, remove, t)));
    if (some.length < held.length) chosen.append(make("li", {}, unfold()));
    chosen.hidden = !held.length;
  };
  const remove = (value) => { tell({ remove: value }); input.focus(); close(); };
  const unfold = () => {
    const press = make("button", { type: "button", textContent: `+${held.length - CHOSEN_AT_ONCE} ${t("모두 보기")}` });
    press.addEventListener("click", () => { unfolded = true; show(held); chosen.querySelectorAll("button")[CHOSEN_AT_ONCE]?.focus(); });
    return press;
  };
  const box = make("div", { className: "picker" }, chosen, make("div", { className: "searchbox" }, icon("search"), input), list, count);
  const frame = framed({ ...field, options: [] , low: null }, id, box, [input]);
  const disable = (off) => { frame.disable(off); for (const press of chosen.querySelectorAll("button")) press.disabled = off; };
  return { ...frame, show, disable };
}

function chip(label, value, remove, t) {
  const press = make("button", { type: "button" }, icon("cross"));
  press.setAttribute("aria-label", `${label} ${t("지우기")}`);
  press.addEventListener("click", () => remove(value));
  return make("li", {}, make("span", { textContent: label }), press);
}

function indexed(option) {
  const text = folded(`${option.label} ${option.search ?? ""}`);
  return { value: option.value, label: option.label, text: `${text} ${initials(text)}` };
}

function folded(text) {
  return text.replace(/[\s·․ㆍ・_-]+/g, "").toLowerCase();
}

function initials(text) {
  return [...text].map((sign) => {
    const place = sign.charCodeAt(0) - 0xac00;
    return place >= 0 && place < 11172 ? INITIALS[Math.floor(place / 588)] : "";
  }).join("");
}
