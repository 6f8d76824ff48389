// Rows by years as one table; a change of rows keeps the scroll and the keyboard where they are.
export function render({ model }) {
  const wrap = make("div", { className: "wrap", tabIndex: 0 });
  wrap.setAttribute("role", "region");
  const table = make("table", {});
  const caption = make("caption", {});
  const head = make("thead", {});
  const body = make("tbody", {});
  table.append(caption, head, body);
  wrap.append(table);

  const drawHead = () => {
    const line = make("tr", {});
    const titles = [model.name_title, model.total_title, ...model.years];
    titles.push(model.after_title);
    line.append(...titles.map((title, place) => make("th", { scope: "col", textContent: title, className: place > 1 ? "year" : place ? "total" : "name" })));
    head.replaceChildren(line);
  };
  const drawBody = () => {
    const focused = wrap.getRootNode().activeElement?.closest?.("tr")?.dataset.key;
    const lines = [];
    let group = "";
    for (const row of model.rows) {
      if (row.group && row.group !== group) {
        group = row.group;
        const line = make("tr", { className: "group" });
        line.append(make("th", { scope: "colgroup", colSpan: model.years.length + 3, textContent: group }));
        lines.push(line);
      }
      lines.push(rowElement(row));
    }
    body.replaceChildren(...lines);
    if (focused) [...body.children].find((line) => line.dataset.key === focused)?.querySelector("button")?.focus();
  };
  const rowElement = (row) => {
    const line = make("tr", { className: row.of ? "sub" : "park" });
    line.dataset.key = row.key;
    const name = make("th", { scope: "row", className: "name" });
    if (row.of) name.append(make("span", { textContent: row.label }));
    else {
      const button = make("button", { type: "button", textContent: row.label });
      const open = model.marked === row.key;
      button.setAttribute("aria-expanded", String(open));
      line.classList.toggle("marked", open);
      button.addEventListener("click", () => model.send_msg({ type: "choose", key: row.key }));
      name.append(button);
    }
    if (row.mark) name.append(make("span", { className: "mark", textContent: row.mark }));
    line.append(name, make("td", { className: "total", textContent: row.total }), ...row.cells.map(cellElement), make("td", { className: "after", textContent: row.after }));
    return line;
  };
  const cellElement = (cell) => {
    const element = make("td", { className: cell.effect ? "cell effect" : "cell" });
    if (cell.weight > 0) element.style.setProperty("--weight", `${Math.round(8 + 40 * cell.weight)}%`);
    const chips = make("span", { className: "chips" });
    for (const chip of cell.chips) {
      const [background, text] = model.colours[chip.kind] ?? ["transparent", "inherit"];
      const mark = make("span", { className: "chip", title: chip.full });
      mark.style.background = background;
      mark.style.color = text;
      const shown = make("span", { textContent: chip.text });
      shown.setAttribute("aria-hidden", "true");
      mark.append(shown, make("span", { className: "unseen", textContent: `${chip.full} ` }));
      chips.append(mark);
    }
    if (cell.chips.length) element.append(chips);
    if (cell.amount) element.append(make("span", { className: "amount", textContent: cell.amount }));
    if (cell.effect) element.append(make("span", { className: "unseen", textContent: " 효과" }));
    return element;
  };
  const name = () => { caption.textContent = model.caption; wrap.setAttribute("aria-label", model.caption || "표"); };
  const all = () => { name(); drawHead(); drawBody(); };
  model.on("years", drawHead);
  model.on("rows", drawBody);
  model.on("colours", drawBody);
  model.on("marked", drawBody);
  model.on("caption", name);
  all();
  return wrap;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
