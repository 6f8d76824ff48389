// A table of inputs: rows of programmes and columns of years, for example.
import { attributes, grouped, icon, make } from "./dom.js";
import { checkInput, numberInput, selectInput, tails } from "./inputs.js";

export function grid(field, id, tell, t) {
  const cells = new Map();
  const title = field.unit ? `${field.label} (${field.unit})` : field.label;
  const table = make("table", {}, make("caption", { textContent: title }), head(field, t));
  const lines = field.rows.map((row) => make("tr", {}, make("th", { scope: "row", textContent: row.label })));
  field.rows.forEach((row, place) => {
    for (const column of field.columns) {
      const cell = maker(field, column)(field, column, (value) => tell({ row: row.value, column: column.value, value }));
      cell.input.setAttribute("aria-label", `${field.label} ${row.label} ${column.label}`);
      cell.input.dataset.at = `${row.value}/${column.value}`;
      cells.set(cell.input.dataset.at, cell);
      lines[place].append(make("td", { className: cell.input.type }, cell.input));
    }
  });
  const sums = field.totals ? addSums(field, table, lines, t) : () => {};
  if (field.removable) field.rows.forEach((row, place) => lines[place].append(remover(row, tell, t)));
  const body = make("tbody", {}, ...lines);
  table.append(body);
  if (field.totals) table.append(sums.foot);
  const wrap = attributes(make("div", { className: "wide" }, table), { role: "group", "aria-label": field.label });
  const element = make("div", { className: "field grid" }, wrap);
  const inputs = [...cells.values()].map((cell) => cell.input);
  const tail = tails(field, id, element, []);
  body.addEventListener("keydown", (event) => move(event, field, cells));
  const show = (value) => {
    for (const [at, cell] of cells) {
      const [row, column] = split(at, field);
      cell.show(value?.[row]?.[column] ?? null);
    }
    if (field.totals) sums.show(value ?? {});
  };
  const complain = (sentence, inside = {}) => {
    const wrong = Object.entries(inside).filter(([at]) => cells.has(at));
    for (const [at, cell] of cells) {
      cell.input.removeAttribute("aria-invalid");
      cell.input.removeAttribute("aria-describedby");
      if (at in inside) attributes(cell.input, { "aria-invalid": "true", "aria-describedby": `${id}-wrong` });
    }
    const all = [sentence, ...wrong.map(([at, words]) => `${name(at, field)}: ${words}`)].filter(Boolean);
    tail.complain(all.join("\n"));
    return all.length;
  };
  const disable = (off) => {
    for (const input of inputs) input.disabled = off;
    for (const press of body.querySelectorAll("button")) press.disabled = off;
  };
  return { element, show, complain, disable };
}

function head(field, t) {
  const line = make("tr", {}, make("td"), ...field.columns.map((c) => make("th", { scope: "col", textContent: c.label })));
  if (field.totals) line.append(make("th", { scope: "col", textContent: t("합계") }));
  if (field.removable) line.append(make("td"));
  return make("thead", {}, line);
}

function maker(field, column) {
  if (field.choices[column.value]) return (_, c, tell) => selectInput(field.choices[c.value], "", tell);
  if (field.switches.includes(column.value)) return (_, __, tell) => checkInput({}, tell);
  return (_, __, tell) => numberInput({ empty: field.empty }, tell);
}

function remover(row, tell, t) {
  const press = make("button", { type: "button", className: "bare" }, icon("cross"));
  press.setAttribute("aria-label", `${row.label} ${t("지우기")}`);
  press.dataset.at = `${row.value}/×`;
  press.addEventListener("click", () => tell({ remove: row.value }));
  return make("td", {}, press);
}

// Sums are of the cells that are numbers; a row or column without any shows nothing.
function addSums(field, table, lines, t) {
  const right = lines.map((line) => line.appendChild(make("td", { className: "sum" })));
  const below = [...field.columns, null].map(() => make("td", { className: "sum" }));
  const line = make("tr", {}, make("th", { scope: "row", textContent: t("합계") }), ...below);
  if (field.removable) line.append(make("td"));
  const show = (value) => {
    const at = (row, column) => value[row.value]?.[column.value];
    field.rows.forEach((row, i) => { right[i].textContent = sum(field.columns.map((c) => at(row, c))); });
    field.columns.forEach((c, i) => { below[i].textContent = sum(field.rows.map((row) => at(row, c))); });
    below.at(-1).textContent = sum(field.rows.flatMap((row) => field.columns.map((c) => at(row, c))));
  };
  return { foot: make("tfoot", {}, line), show };
}

function sum(values) {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length ? grouped(Number(numbers.reduce((a, b) => a + b, 0).toFixed(6))) : "";
}

function split(at, field) {
  const row = field.rows.find((r) => at.startsWith(`${r.value}/`));
  return [row.value, at.slice(row.value.length + 1)];
}

function name(at, field) {
  const [row, column] = split(at, field);
  return `${field.rows.find((r) => r.value === row).label} ${field.columns.find((c) => c.value === column)?.label ?? column}`;
}

// Up, down and Enter go along a column; left and right leave a cell at the ends of its text.
function move(event, field, cells) {
  const input = event.target;
  if (!input.dataset.at || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step || !cells.has(input.dataset.at) || (input.tagName === "SELECT" && step[0])) return;
  if (input.type === "text" && step[1]) {
    const whole = input.selectionEnd - input.selectionStart === input.value.length;
    const edge = step[1] < 0 ? input.selectionEnd === 0 : input.selectionStart === input.value.length;
    if (!whole && !edge) return;
  }
  const [row, column] = split(input.dataset.at, field);
  const to = field.rows[field.rows.findIndex((r) => r.value === row) + step[0]];
  const along = field.columns[field.columns.findIndex((c) => c.value === column) + step[1]];
  const next = to && along && cells.get(`${to.value}/${along.value}`);
  if (!next) return;
  event.preventDefault();
  next.input.focus();
}
