// Carries what the page's frame and address say to Python, and back. It shows nothing itself.
export function render({ model }) {
  const root = document.documentElement;
  const links = [...document.querySelectorAll("nav [data-page]")];
  const theme = document.getElementById("theme");
  const language = document.getElementById("language");
  const notices = document.getElementById("notices");

  const open = (page) => {
    for (const link of links) {
      if (link.dataset.page === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      document.getElementById(`page-${link.dataset.page}`).hidden = link.dataset.page !== page;
    }
    window.dispatchEvent(new Event("resize"));
  };
  const turn = (dark, tell) => {
    root.dataset.plannerTheme = dark ? "dark" : "light";
    theme.setAttribute("aria-pressed", String(dark));
    const kept = dark ? "dark" : "light";
    try { localStorage.setItem("planner-theme", kept); } catch { /* forbidden */ }
    document.cookie = `planner-theme=${kept}; path=${location.pathname}; max-age=31536000; SameSite=Strict`;
    if (tell) model.send_msg({ type: "theme", dark });
  };
  // Another page, park, area or run is a step that the back button takes back; a filter is not.
  const STEPS = ["page", "park", "where", "run"];
  // Steps back and forth that the server was asked to show, and the last one that it has shown.
  let asked = 0;
  let shown = 0;
  const put = (address, how) => {
    if (location.search !== address) history[how](null, "", `${location.pathname}${address}${location.hash}`);
  };
  // What is said before the answer to the last step belongs to a place that the reader has left.
  const write = () => {
    if (shown !== asked) return;
    const [here, there] = [location.search, model.address].map((said) => new URLSearchParams(said));
    put(model.address, STEPS.some((name) => here.get(name) !== there.get(name)) ? "pushState" : "replaceState");
  };
  const say = ({ text, tone }) => {
    const item = document.createElement("li");
    item.className = tone;
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    close.setAttribute("aria-label", notices.dataset.close);
    close.addEventListener("click", () => item.remove());
    item.append(Object.assign(document.createElement("span"), { textContent: text }), close);
    notices.append(item);
    if (tone === "good") setTimeout(() => item.remove(), 6000);
  };
  const onPage = (event) => {
    const link = event.target.closest("[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.page);
    model.send_msg({ type: "page", page: link.dataset.page });
  };
  const onBack = () => {
    asked += 1;
    model.send_msg({ type: "address", address: location.search, step: asked });
  };
  // What the server makes of an address of the history takes its place there.
  const arrive = ({ address, step }) => {
    if (step !== asked) return;
    shown = step;
    put(address, "replaceState");
  };
  const onLanguage = (event) => {
    event.preventDefault();
    const asked = new URLSearchParams(location.search);
    asked.set("lang", language.lang);
    location.search = asked.toString();
  };
  const receive = (message) => {
    if (message.type === "say") say(message);
    if (message.type === "print") print();
    if (message.type === "save") save(message);
    if (message.type === "remember") remember(message);
    if (message.type === "arrived") arrive(message);
    if (message.type === "load") location.assign(`${location.pathname}${message.query}`);
    if (message.type === "pong") document.dispatchEvent(new Event("planner-pong"));
  };
  const nav = document.querySelector("nav");
  const onTheme = () => turn(root.dataset.plannerTheme !== "dark", true);
  nav.addEventListener("click", onPage);
  theme.addEventListener("click", onTheme);
  language.addEventListener("click", onLanguage);
  window.addEventListener("popstate", onBack);
  model.on("page", () => open(model.page));
  model.on("address", write);
  model.on("msg:custom", receive);
  document.addEventListener("planner-ping", () => model.send_msg({ type: "ping" }));
  const dark = root.dataset.plannerTheme === "dark";
  turn(dark, dark !== model.dark);
  open(model.page);
  put(model.address, "replaceState");
  model.send_msg({ type: "shown" });
  document.getElementById("loading")?.remove();
  root.dataset.plannerShown = "true";
  return document.createElement("span");
}

function remember({ name, text }) {
  const kept = text ? 31_536_000 : 0;
  document.cookie = `planner-${name}=${encodeURIComponent(text)}; path=${location.pathname}; max-age=${kept}; SameSite=Strict`;
}

function save({ name, content, mime }) {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
