// How one cell of a table is worded, compared and drawn.
import { make } from "./dom.js";

const korean = new Intl.Collator("ko", { numeric: true });
const writers = new Map();

export function plain(cell) {
  return cell !== null && typeof cell === "object" ? cell.value ?? null : cell ?? null;
}

export function missing(cell) {
  return plain(cell) === null && !cell?.text;
}

export function worded(cell, column, t) {
  if (cell !== null && typeof cell === "object" && cell.text !== undefined) return cell.text;
  const value = plain(cell);
  if (value === null) return t("자료 없음");
  return typeof value === "number" ? writer(column.decimals).format(value) : String(value);
}

// A formatter is slow to make and there are thousands of cells.
function writer(decimals) {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (!writers.has(decimals)) writers.set(decimals, new Intl.NumberFormat("ko-KR", digits));
  return writers.get(decimals);
}

// What is missing stands last, whichever way the rest is sorted.
export function compare(a, b, way) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a === "number" && typeof b === "number") return way * (a - b);
  return way * korean.compare(String(a), String(b));
}

export function isNumber(column) {
  return column.kind === "number" || column.kind === "bar";
}

export function drawn(row, column, first, t) {
  const cell = make(first ? "th" : "td", { className: isNumber(column) ? "right" : column.kind });
  if (first) cell.scope = "row";
  const value = row[column.key];
  if (column.kind === "action") {
    if (value) cell.append(actionButton(row, column, value));
    return cell;
  }
  const text = worded(value, column, t);
  if (first) cell.append(make("button", { type: "button", className: "name", textContent: text, tabIndex: -1 }));
  else if (column.kind === "bar") cell.append(bar(plain(value), column), make("span", { className: tone(value), textContent: text }));
  else cell.append(make("span", { className: tone(value), textContent: text }));
  // Digits stay in line: the mark of a number stands before it.
  if (value?.mark) cell[isNumber(column) ? "prepend" : "append"](make("span", { className: "mark", textContent: value.mark }));
  return cell;
}

function tone(value) {
  return missing(value) || plain(value) === null ? "missing" : value?.tone ?? "";
}

function actionButton(row, column, value) {
  const press = make("button", { type: "button", className: "action", textContent: plain(value) ?? value.text, tabIndex: -1 });
  press.dataset.action = column.key;
  return press;
}

function bar(value, column) {
  const share = typeof value === "number" && column.high > 0 ? Math.min(1, Math.max(0, value / column.high)) : 0;
  const box = make("span", { className: "bar" }, make("span"));
  box.setAttribute("aria-hidden", "true");
  box.firstChild.style.width = `${(share * 100).toFixed(1)}%`;
  return box;
}
