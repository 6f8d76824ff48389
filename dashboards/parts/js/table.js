// A plain HTML table: the header sorts, arrows go from row to row, rows are drawn as they are needed.
import { compare, drawn as cellOf, isNumber, plain, worded } from "../../_js/js/cells.js";
import { copy, csv, lines, save, tabbed } from "../../_js/js/carry.js";
import { icon, make } from "../../_js/js/dom.js";

const NEAR_END_PX = 600;

export function render({ model }) {
  const t = (korean) => model.labels[korean] ?? korean;
  const caption = make("caption");
  const head = make("thead");
  const body = make("tbody");
  const foot = make("tfoot");
  const more = make("button", { type: "button", className: "more" });
  const nothing = make("p", { className: "empty" });
  const table = make("table", {}, caption, head, body, foot);
  const wrap = make("div", { className: "wrap" }, table, nothing, more);
  const count = make("span", { className: "counted" });
  const tools = make("div", { className: "tools" }, count);
  const root = make("div", { className: "root" }, wrap, tools);
  wrap.setAttribute("role", "region");
  count.setAttribute("aria-live", "polite");
  let sort = { key: "", down: false };
  let order = [];
  let checked = new Set(model.checked);
  let columns = [];
  let active = "";

  let rows = [];
  const unpack = () => {
    const all = model.packed ? JSON.parse(model.packed) : model.rows;
    const keys = model.only && new Set(model.only);
    rows = keys ? all.filter((row) => keys.has(row.key)) : all;
  };
  const measure = () => {
    const most = (key) => rows.reduce((top, row) => Math.max(top, plain(row[key]) ?? 0), 0);
    columns = model.columns.map((c) => (c.kind === "bar" && c.high === null ? { ...c, high: most(c.key) } : c));
  };
  const arrange = () => {
    const column = columns.find((c) => c.key === sort.key);
    order = column ? [...rows] : rows;
    const way = sort.down ? -1 : 1;
    if (column) order.sort((a, b) => compare(plain(a[sort.key]), plain(b[sort.key]), way));
  };
  const drawHead = () => {
    const line = make("tr");
    if (model.checkable) line.append(make("th", { scope: "col", className: "tick" }, tickAll()));
    line.append(...columns.map(headCell));
    head.replaceChildren(line);
  };
  const headCell = (column) => {
    const cell = make("th", { scope: "col", className: isNumber(column) ? "right" : column.kind });
    if (column.width) cell.style.width = cell.style.minWidth = `${column.width}px`;
    else if (column.least) cell.style.minWidth = `${column.least}px`;
    const name = column.unit ? `${column.title} (${column.unit})` : column.title;
    if (column.kind === "action") {
      cell.append(make("span", { className: "plain", textContent: name }));
      return cell;
    }
    const on = sort.key === column.key;
    cell.setAttribute("aria-sort", on ? (sort.down ? "descending" : "ascending") : "none");
    const press = make("button", { type: "button", textContent: name, title: column.help });
    press.addEventListener("click", () => {
      sort = { key: column.key, down: on ? !sort.down : isNumber(column) };
      arrange();
      drawHead();
      drawBody();
      wrap.scrollTop = 0;
      head.querySelector("[aria-sort=ascending] button,[aria-sort=descending] button")?.focus();
    });
    cell.append(press);
    return cell;
  };
  const tickAll = () => {
    const box = make("input", { type: "checkbox" });
    box.setAttribute("aria-label", t("모두 선택"));
    box.title = t("모두 선택");
    box.addEventListener("change", () => check(box.checked ? order.map((row) => row.key) : []));
    return box;
  };
  const drawBody = (least = model.page_size) => {
    const among = new Set(order.slice(0, least).map((row) => row.key));
    if (!among.has(active)) active = order.find((row) => model.marked.includes(row.key) && among.has(row.key))?.key ?? order[0]?.key ?? "";
    body.replaceChildren(...order.slice(0, least).map(rowElement));
    nothing.hidden = order.length > 0;
    nothing.textContent = model.empty;
    table.hidden = order.length === 0;
    drawTools();
    mark();
    tell();
  };
  const drawMore = (least) => {
    const from = body.childElementCount;
    if (from < order.length && least > from) body.append(...order.slice(from, least).map(rowElement));
    drawTools();
    mark();
  };
  const drawTools = () => {
    const left = order.length - body.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `${Math.min(left, model.page_size)}${t("행 더 보기")} (${t("남은 행")} ${left.toLocaleString("ko-KR")})`;
    tools.hidden = !model.downloads && !model.checkable;
  };
  const tell = () => {
    const ticked = model.checkable && checked.size ? ` · ${t("선택한 행")} ${checked.size.toLocaleString("ko-KR")}` : "";
    count.textContent = `${order.length.toLocaleString("ko-KR")}${t("행")}${ticked}`;
    const all = head.querySelector(".tick input");
    if (!all) return;
    const on = order.filter((row) => checked.has(row.key)).length;
    all.checked = on > 0 && on === order.length;
    all.indeterminate = on > 0 && on < order.length;
  };
  const rowElement = (row) => {
    const line = make("tr");
    line.dataset.key = row.key;
    if (model.checkable) line.append(tick(row));
    columns.forEach((column, place) => line.append(cellOf(row, column, place === 0, t)));
    if (row.key === active) reach(line, 0);
    return line;
  };
  const tick = (row) => {
    const box = make("input", { type: "checkbox", checked: checked.has(row.key), tabIndex: -1 });
    box.setAttribute("aria-label", `${worded(row[columns[0].key], columns[0], t)} ${t("선택")}`);
    return make("td", { className: "tick" }, box);
  };
  // The server repeats what it heard: a repetition that later ticks have overtaken would undo them.
  let unheard = [];
  const overtaken = () => {
    const place = unheard.indexOf(JSON.stringify(model.checked));
    if (place >= 0) unheard = unheard.slice(place + 1);
    return place >= 0 && unheard.length > 0;
  };
  const check = (keys) => {
    checked = new Set(keys);
    unheard.push(JSON.stringify([...checked]));
    showChecked();
    model.send_msg({ type: "check", keys: [...checked] });
  };
  const showChecked = () => {
    for (const line of body.children) {
      const box = line.querySelector(".tick input");
      if (box) box.checked = checked.has(line.dataset.key);
    }
    tell();
  };
  // One row at a time can be reached with Tab; the arrows choose which.
  const reach = (line, index) => {
    for (const control of line?.querySelectorAll("button,input") ?? []) control.tabIndex = index;
  };
  const go = (line, name = "button.name") => {
    if (!line) return;
    reach([...body.children].find((other) => other.dataset.key === active), -1);
    active = line.dataset.key;
    reach(line, 0);
    (line.querySelector(name) ?? line.querySelector("button.name"))?.focus();
  };
  const mark = () => {
    const marked = new Set(model.marked);
    for (const line of body.children) {
      const on = marked.has(line.dataset.key);
      if (on === line.classList.contains("marked")) continue;
      line.classList.toggle("marked", on);
      if (on) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  };
  const reveal = (key) => {
    const place = order.findIndex((row) => row.key === key);
    if (place < 0) return;
    drawMore(Math.ceil((place + 1) / model.page_size) * model.page_size);
    centre(body.children[place], 3);
  };
  // Rows that were never seen have a guessed height, so their places move while they are drawn.
  const centre = (line, times) => {
    if (!line.isConnected) return;
    line.scrollIntoView({ block: "nearest" });
    const [row, frame] = [line.getBoundingClientRect(), wrap.getBoundingClientRect()];
    wrap.scrollTop += row.top - frame.top - (frame.height - row.height) / 2;
    if (times > 1) requestAnimationFrame(() => centre(line, times - 1));
  };
  const drawFoot = () => {
    foot.replaceChildren();
    if (!Object.keys(model.totals).length) return;
    const line = make("tr");
    if (model.checkable) line.append(make("td", { className: "tick" }));
    columns.forEach((column, place) => {
      const has = column.key in model.totals;
      const text = has ? worded(model.totals[column.key], column, t) : place === 0 ? t("합계") : "";
      line.append(make(place ? "td" : "th", { className: isNumber(column) ? "right" : "", textContent: text }));
    });
    foot.append(line);
  };
  const name = () => {
    caption.textContent = model.caption;
    wrap.setAttribute("aria-label", model.caption || t("표"));
  };
  const tool = (words, picture, act) => {
    const press = make("button", { type: "button" }, icon(picture), make("span", { textContent: words }));
    press.addEventListener("click", () => act(press));
    return press;
  };
  const taken = () => lines(columns, order, t);
  const drawDownloads = () => {
    tools.replaceChildren(count);
    if (!model.downloads) return;
    tools.append(
      tool(t("표 복사"), "copy", async (press) => {
        await copy(tabbed(taken()));
        press.lastChild.textContent = t("복사했습니다");
        setTimeout(() => { press.lastChild.textContent = t("표 복사"); }, 2000);
      }),
      tool(t("CSV 내려받기"), "download", () => save(`${model.downloads}.csv`, csv(taken()), "text/csv;charset=utf-8")),
    );
  };
  const build = () => { unpack(); measure(); arrange(); drawHead(); drawFoot(); drawDownloads(); drawBody(); };

  body.addEventListener("click", (event) => {
    const line = event.target.closest("tr");
    if (!line || event.target.closest(".tick")) return;
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (active !== line.dataset.key) go(line, action && `[data-action="${CSS.escape(action)}"]`);
    model.send_msg(action ? { type: "action", action, key: line.dataset.key } : { type: "choose", key: line.dataset.key });
  });
  body.addEventListener("change", (event) => {
    const key = event.target.closest("tr").dataset.key;
    check(event.target.checked ? [...checked, key] : [...checked].filter((other) => other !== key));
  });
  body.addEventListener("keydown", (event) => {
    const line = event.target.closest("tr");
    const page = Math.max(1, Math.floor(wrap.clientHeight / (line.offsetHeight || 28)) - 2);
    const at = [...body.children].indexOf(line);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: order.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const place = Math.min(order.length - 1, Math.max(0, to));
    drawMore(Math.ceil((place + 1) / model.page_size) * model.page_size);
    go(body.children[place], event.target.closest(".tick") ? ".tick input" : "button.name");
  });
  more.addEventListener("click", () => {
    const first = body.childElementCount;
    drawMore(first + model.page_size);
    go(body.children[first]);
  });
  wrap.addEventListener("scroll", () => {
    if (more.matches(":focus")) return; // more rows would push it, and the keyboard, out of sight
    if (wrap.scrollTop > 0 && wrap.scrollHeight - wrap.scrollTop - wrap.clientHeight < NEAR_END_PX) drawMore(body.childElementCount + model.page_size);
  }, { passive: true });
  const all = () => drawMore(order.length);
  window.addEventListener("beforeprint", all);
  // Bringing up many rows takes a while: what else the same choice changed is painted before.
  let asked = null;
  const receive = (message) => {
    if (message.type !== "reveal") return;
    if (asked === null) requestAnimationFrame(() => setTimeout(() => { const key = asked; asked = null; reveal(key); }));
    asked = message.key;
  };
  for (const what of ["rows", "packed", "only"]) {
    model.on(what, () => { unpack(); measure(); arrange(); drawBody(); wrap.scrollTop = 0; });
  }
  model.on("columns", build);
  model.on("marked", mark);
  model.on("checked", () => { if (overtaken()) return; checked = new Set(model.checked); showChecked(); });
  model.on("checkable", build);
  model.on("totals", drawFoot);
  model.on("downloads", () => { drawDownloads(); drawTools(); });
  model.on("caption", name);
  model.on("empty", () => drawBody());
  model.on("msg:custom", receive);
  model.on("remove", () => { model.off("msg:custom", receive); window.removeEventListener("beforeprint", all); });
  name();
  build();
  return root;
}
