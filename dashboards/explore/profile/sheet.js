// Shows a profile's markup (escaped in Python), tells clicks, and keeps a copy of it for paper.
const PAPER = "planner-paper";
const ONLY_PAPER = `
@media screen { #${PAPER} { display: none; } }
@media print {
  :root, :root[data-planner-theme] { color-scheme: light !important; }
  html, body { background: #fff !important; }
  body:not(:has(#page-explore:not([hidden]))) > #${PAPER} { display: none; }
  body:has(#page-explore:not([hidden])):has(> #${PAPER} > *) > *:not(#${PAPER}) { display: none !important; }
}`;

export function render({ model }) {
  const root = make("div", "sheet");
  const bar = make("div", "bar");
  const body = make("div", "body");
  const status = make("p", "unseen");
  body.tabIndex = 0;
  body.setAttribute("role", "region");
  status.setAttribute("role", "status");
  root.append(bar, body, status);
  let subject = model.subject;
  let gone = false;

  const drawButtons = () => {
    const held = root.getRootNode().activeElement?.dataset?.key;
    bar.hidden = model.buttons.length === 0;
    bar.replaceChildren(...model.buttons.map((button) => {
      const element = make("button", button.primary ? "primary" : "");
      element.type = "button";
      element.dataset.key = button.key;
      element.textContent = button.label;
      if (button.pressed !== null && button.pressed !== undefined) element.setAttribute("aria-pressed", String(button.pressed));
      return element;
    }));
    if (held) bar.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  };
  const draw = () => {
    const inside = body.contains(root.getRootNode().activeElement);
    if (subject !== model.subject && body.scrollTop) body.scrollTop = 0; // later it would force a layout
    body.innerHTML = model.markup;
    tell();
    if (subject !== model.subject) {
      subject = model.subject;
      if (inside) body.focus({ preventScroll: true });
    }
    drawPaperLater();
  };
  // Nobody waits for the paper's copy: the screen is painted first.
  let paperWaits = false;
  const drawPaperLater = () => {
    if (paperWaits) return;
    paperWaits = true;
    requestAnimationFrame(() => setTimeout(drawPaper));
  };
  // Markup and name come one after the other: a name that came later is told then.
  const tell = () => {
    if (body.getAttribute("aria-label") === model.told) return;
    status.textContent = body.hasAttribute("aria-label") ? model.told : "";
    body.setAttribute("aria-label", model.told);
  };
  const drawPaper = () => {
    paperWaits = false;
    if (gone) return;
    const holder = paperHolder(model.paper_style);
    holder.replaceChildren();
    if (!model.printable) return;
    const page = make("div", "paper");
    const head = make("p", "head");
    const today = new Date().toLocaleDateString("ko-KR", { dateStyle: "long" });
    head.append(textSpan(model.program), textSpan(`${model.printed} ${today}`));
    page.append(head);
    page.insertAdjacentHTML("beforeend", model.markup);
    for (const link of page.querySelectorAll("button.go")) link.replaceWith(document.createTextNode(link.textContent));
    holder.append(page);
  };
  const onPress = (event) => {
    const button = event.target.closest("button");
    if (button) model.send_msg({ type: "press", key: button.dataset.key });
  };
  const onGo = (event) => {
    const link = event.target.closest("[data-go]");
    if (link) model.send_msg({ type: "go", link: link.dataset.go });
  };
  const receive = async (message) => {
    if (message.type !== "copy") return;
    const done = await copied(location.href);
    model.send_msg({ type: "press", key: done ? "copied" : "not_copied" });
  };
  bar.addEventListener("click", onPress);
  body.addEventListener("click", onGo);
  model.on("buttons", drawButtons);
  model.on("markup", draw);
  model.on("told", tell);
  model.on("printable", drawPaperLater);
  model.on("printed", drawPaperLater);
  window.addEventListener("beforeprint", drawPaper);
  model.on("msg:custom", receive);
  model.on("remove", () => {
    gone = true;
    window.removeEventListener("beforeprint", drawPaper);
    model.off("msg:custom", receive);
    document.getElementById(PAPER)?.replaceChildren();
  });
  drawButtons();
  draw();
  return root;
}

function paperHolder(style) {
  const found = document.getElementById(PAPER);
  if (found) return found;
  const sheet = document.createElement("style");
  sheet.textContent = ONLY_PAPER + style;
  document.head.append(sheet);
  const holder = make("div", "");
  holder.id = PAPER;
  holder.setAttribute("aria-hidden", "true");
  document.body.append(holder);
  return holder;
}

// The clipboard of the browser needs https or localhost; offices have plain http.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

function make(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}

function textSpan(text) {
  return Object.assign(document.createElement("span"), { textContent: text });
}
