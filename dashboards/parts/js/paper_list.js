// A list of files: each is made by the server when its button is pressed, then saved by the browser.
import { attributes, icon, make } from "../../_js/js/dom.js";

export function render({ model }) {
  const root = make("div", { className: "papers" });
  const fold = make("button", { type: "button", className: "fold" });
  const box = make("div", { className: "box", id: "box" });
  const note = make("p", { className: "note" });
  const choices = make("fieldset", { className: "choices" });
  const list = make("ul", { className: "list" });
  const said = attributes(make("p", { className: "unseen" }), { role: "status" });
  const rows = new Map();
  box.append(note, choices, list);
  root.append(fold, box, said);

  const drawFold = () => {
    fold.hidden = !model.foldable;
    box.hidden = model.foldable && !model.open;
    fold.replaceChildren(icon("download"), make("span", { textContent: model.title }));
    attributes(fold, { "aria-expanded": String(model.open), "aria-controls": "box" });
    attributes(list, { "aria-label": model.title });
    note.textContent = model.note;
    note.hidden = !model.note;
  };
  const drawChoices = () => {
    const held = root.getRootNode().activeElement?.value;
    const full = model.chosen.length >= model.most_chosen;
    choices.hidden = model.choices.length === 0;
    choices.replaceChildren(make("legend", { textContent: model.choices_title }), ...model.choices.map((choice) => {
      const tick = make("input", { type: "checkbox", value: choice.value, checked: model.chosen.includes(choice.value) });
      tick.disabled = full && !tick.checked;
      const label = make("label", {}, tick, make("span", { textContent: choice.label }));
      if (tick.disabled) label.title = model.texts["더 고를 수 없습니다"];
      return label;
    }));
    if (held) [...choices.querySelectorAll("input")].find((tick) => tick.value === held)?.focus();
  };
  const drawFiles = () => {
    rows.clear();
    list.replaceChildren(...model.files.map((file) => {
      const ask = make("button", { type: "button", className: "ask" }, icon("download"), make("span", { textContent: file.label }));
      const stop = make("button", { type: "button", className: "stop", textContent: model.texts["멈추기"], hidden: true });
      attributes(stop, { "aria-label": `${file.label} ${model.texts["멈추기"]}` });
      const told = make("span", { className: "told", id: `told-${file.key}` });
      attributes(ask, { "aria-describedby": told.id });
      ask.addEventListener("click", () => {
        if (ask.getAttribute("aria-disabled") !== "true") model.send_msg({ type: "make", key: file.key });
      });
      stop.addEventListener("click", () => model.send_msg({ type: "stop", key: file.key }));
      rows.set(file.key, { file, ask, stop, told, state: "" });
      return make("li", {}, ask, told, stop);
    }));
    drawRows(true);
  };
  // The clock of a row ticks in silence; only a change of its state is read out.
  const drawRows = (silent) => {
    const news = [];
    for (const [key, row] of rows) {
      const { state, told } = model.rows[key] ?? { state: "idle", told: "" };
      row.told.textContent = told || row.file.help;
      row.told.className = `told ${state}`;
      if (state === row.state) continue;
      if (silent !== true && state !== "idle") news.push(`${row.file.label}: ${told}`);
      row.state = state;
      const making = state === "making";
      const held = row.stop === root.getRootNode().activeElement;
      row.stop.hidden = !making;
      attributes(row.ask, { "aria-disabled": String(making) });
      if (held && !making) row.ask.focus();
    }
    if (news.length) said.textContent = news.join(". ");
  };
  const receive = (message) => {
    if (message.type !== "save") return;
    const link = make("a", { href: message.href, download: message.name });
    link.click();
  };
  fold.addEventListener("click", () => model.send_msg({ type: "open", value: !model.open }));
  choices.addEventListener("change", () => model.send_msg({
    type: "choose", values: [...choices.querySelectorAll("input:checked")].map((tick) => tick.value),
  }));
  for (const name of ["title", "note", "foldable", "open"]) model.on(name, drawFold);
  for (const name of ["choices", "chosen", "choices_title"]) model.on(name, drawChoices);
  model.on("files", drawFiles);
  model.on("rows", drawRows);
  model.on("msg:custom", receive);
  model.on("remove", () => model.off("msg:custom", receive));
  drawFold();
  drawChoices();
  drawFiles();
  return root;
}
