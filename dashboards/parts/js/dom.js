// Small pieces that every part of a page is made of. Text is always set as text.
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function attributes(element, pairs) {
  for (const [name, value] of Object.entries(pairs)) element.setAttribute(name, value);
  return element;
}

// A control that has the keyboard keeps it when it is switched off, and is off for good once it is left.
export function switchOff(control, off) {
  const held = off && control.getRootNode().activeElement === control;
  control.disabled = off && !held;
  control.toggleAttribute("aria-disabled", false);
  if (!held) return;
  control.setAttribute("aria-disabled", "true");
  control.addEventListener("blur", () => {
    control.disabled = control.hasAttribute("aria-disabled");
    control.toggleAttribute("aria-disabled", false);
  }, { once: true });
}

const PATHS = {
  play: "M5 3.5v9l7-4.5z", stop: "M4.5 4.5h7v7h-7z", plus: "M8 3.5v9M3.5 8h9", cross: "M4 4l8 8M12 4l-8 8",
  download: "M8 2.5v7M5 7l3 3 3-3M3 13h10", upload: "M8 10V3M5 5.5l3-3 3 3M3 13h10", undo: "M6 3L3 6l3 3M3.5 6H9a3.5 3.5 0 0 1 0 7H6",
  print: "M4.5 6V2.5h7V6M4.5 11H3V6h10v5h-1.5M4.5 9.5h7v4h-7z", copy: "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7", search: "M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10 10l3.5 3.5",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2", table: "M2.5 3h11v10h-11zM2.5 6.5h11M2.5 10h11M6.5 3v10", chart: "M3 13V8M7 13V3M11 13V6M2 13.5h12",
  map: "M2.5 4l3.5-1.5 4 1.5 3.5-1.5v9.5L10 13.5 6 12l-3.5 1.5zM6 2.5V12M10 4v9.5", check: "M3.5 8.5l3 3 6-7", trash: "M3.5 4.5h9M6 4.5v-2h4v2M4.5 4.5l.7 9h5.6l.7-9",
};

export function icon(name) {
  if (!PATHS[name]) return "";
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  attributes(picture, { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}

export function grouped(value, decimals) {
  if (typeof value !== "number") return value === null || value === undefined ? "" : String(value);
  const digits = decimals ?? 6;
  return value.toLocaleString("ko-KR", { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: digits });
}

// A number, null when empty, or the text itself so that Python's own check can name it.
export function asNumber(text) {
  const plain = text.replaceAll(",", "").trim();
  if (plain === "") return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}
