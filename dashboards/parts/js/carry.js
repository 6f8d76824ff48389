// Takes a table out of the page: as tab-separated text and as a CSV file that Excel opens in Korean.
import { plain, worded } from "./cells.js";

export function lines(columns, rows, t) {
  const told = columns.filter((column) => column.kind !== "action");
  const marked = new Set(told.filter((c) => rows.some((row) => row[c.key]?.mark)).map((c) => c.key));
  const head = told.flatMap((c) => [c.unit ? `${c.title}(${c.unit})` : c.title, ...(marked.has(c.key) ? [`${c.title} ${t("표시")}`] : [])]);
  const body = rows.map((row) => told.flatMap((c) => [carried(row[c.key], c, t), ...(marked.has(c.key) ? [row[c.key]?.mark ?? ""] : [])]));
  return [head, ...body];
}

function carried(cell, column, t) {
  const value = plain(cell);
  return typeof value === "number" ? value : worded(cell, column, t);
}

// A text that a spreadsheet would calculate is kept a text by an apostrophe.
function harmless(value) {
  return typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
}

export function tabbed(table) {
  return table.map((line) => line.map((v) => harmless(v).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}

export function csv(table) {
  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return `\ufeff${table.map((line) => line.map((v) => quoted(harmless(v))).join(",")).join("\r\n")}\r\n`;
}

export function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
