// Runs in the dashboard's page: keeps the map's frame and carries messages in and out of it.
// The frame reloads whenever the browser moves it in the page; each load says "ready" and Python
// answers with the whole state, so nothing has to be queued here.
const PAPER_WIDTH = 690; // pixels that fit on A4 upright at 96 a inch with margins of 14 mm
const LEGENDS_HEIGHT = 180; // pixels below the map that legends take on paper
const UNSEEN = "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

// Group name → maps that move together, and where they are.
const groups = (window.plannerMapGroups ??= new Map());

function groupOf(name) {
  if (!groups.has(name)) groups.set(name, { maps: new Set(), view: null });
  return groups.get(name);
}

let made = 0;

export function render({ model }) {
  const root = document.createElement("div");
  root.style.cssText = "position:relative;width:100%;height:100%;min-height:inherit";
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:100%;height:100%;border:0;display:block;background:transparent;position:absolute;inset:0";
  const summary = document.createElement("div");
  summary.id = `planner-map-summary-${(made += 1)}`;
  summary.style.cssText = UNSEEN;
  root.append(frame, summary);
  let bridge = null;
  let askedForFallback = false;
  let group = null;

  // Values born in the frame have foreign prototypes, which Bokeh refuses to send.
  const send = (message) => model.send_msg(structuredClone(message));
  const tellViewport = (viewport) => { model.viewport = structuredClone(viewport); };

  const self = { follow: (view) => bridge && bridge.follow(view) };
  const tellMove = (view) => {
    if (!group) return;
    group.view = structuredClone(view);
    for (const other of group.maps) if (other !== self) other.follow(group.view);
  };
  const join = () => {
    if (group) group.maps.delete(self);
    group = model.sync ? groupOf(model.sync) : null;
    if (!group) return;
    group.maps.add(self);
    if (group.view) self.follow(group.view);
  };
  const leave = () => {
    if (!group) return;
    group.maps.delete(self);
    if (!group.maps.size) group.view = null;
    group = null;
  };

  const describe = () => {
    frame.title = model.title;
    frame.setAttribute("aria-label", model.title);
    summary.textContent = model.summary;
    if (model.summary) frame.setAttribute("aria-describedby", summary.id);
    else frame.removeAttribute("aria-describedby");
    if (bridge) bridge.describe(model.title, model.summary);
  };

  // The frame's own address may be another folder, or none; braces must stay as they are.
  const tiles = () => model.tiles && {
    ...model.tiles, url: new URL(model.src, document.baseURI).href.replace(/planner-maps\/[^/]*$/, "") + model.tiles.url,
  };

  const attach = () => {
    bridge = null;
    const inside = frame.contentWindow;
    if (!inside || inside.location.href === "about:blank") return;
    if (!inside.plannerBridge || !inside[model.map_name]) {
      if (!askedForFallback) send({ type: "page_missing" });
      askedForFallback = true;
      return;
    }
    const setup = { mapName: model.map_name, layers: model.layers, viewport: model.viewport, tiles: tiles() };
    bridge = inside.plannerBridge.connect({ setup, send, tellViewport, tellMove });
    frame.dataset.ready = String(Number(frame.dataset.ready || 0) + 1);
    describe();
    join();
    send({ type: "ready" });
  };

  const load = () => {
    bridge = null;
    if (model.fallback_html) frame.srcdoc = model.fallback_html;
    else {
      frame.removeAttribute("srcdoc");
      frame.src = model.src;
    }
  };
  const receive = (message) => { if (bridge) bridge.apply(JSON.parse(message.text)); };

  // Paper is laid out after this event, when nothing can be drawn any more: take its width now.
  const beforePrint = () => {
    if (!bridge || !frame.clientWidth) return;
    const width = Math.min(frame.clientWidth, PAPER_WIDTH);
    frame.style.width = `${width}px`;
    frame.style.height = `${Math.min(frame.clientHeight, Math.round(width * 1.1) + LEGENDS_HEIGHT)}px`;
    bridge.paper.before();
  };
  const afterPrint = () => {
    frame.style.width = frame.style.height = "100%";
    if (bridge) bridge.paper.after();
  };

  // Who took a tool from a button outside the map still has that button in focus.
  const escape = (event) => { if (event.key === "Escape" && bridge) bridge.leaveTool(); };

  frame.addEventListener("load", attach);
  window.addEventListener("keydown", escape);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  model.on("msg:custom", receive);
  model.on("src", load);
  model.on("fallback_html", load);
  model.on("title", describe);
  model.on("summary", describe);
  model.on("sync", join);
  model.on("remove", () => {
    leave();
    window.removeEventListener("keydown", escape);
    window.removeEventListener("beforeprint", beforePrint);
    window.removeEventListener("afterprint", afterPrint);
    model.off("msg:custom", receive);
  });
  describe();
  load();
  return root;
}
