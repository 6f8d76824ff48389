// Runs in the dashboard's page: keeps the map's frame and carries messages in and out of it.
// The frame reloads whenever the browser moves it in the page; each load says "ready" and Python
// answers with the whole state, so nothing has to be queued here.
export function render({ model }) {
  const frame = document.createElement("iframe");
  frame.title = model.title;
  frame.setAttribute("aria-label", model.title);
  frame.style.cssText = "width:100%;height:100%;border:0;display:block;background:transparent";
  let bridge = null;
  let askedForFallback = false;

  // Values born in the frame have foreign prototypes, which Bokeh refuses to send.
  const send = (message) => model.send_msg(structuredClone(message));
  const tellViewport = (viewport) => { model.viewport = structuredClone(viewport); };

  const attach = () => {
    bridge = null;
    const inside = frame.contentWindow;
    if (!inside || inside.location.href === "about:blank") return;
    if (!inside.plannerBridge || !inside[model.map_name]) {
      if (!askedForFallback) send({ type: "page_missing" });
      askedForFallback = true;
      return;
    }
    bridge = inside.plannerBridge.connect({
      mapName: model.map_name, layers: model.layers, viewport: model.viewport, send, tellViewport,
    });
    frame.dataset.ready = String(Number(frame.dataset.ready || 0) + 1);
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
  const receive = (message) => { if (bridge) bridge.apply(message); };
  const rename = () => {
    frame.title = model.title;
    frame.setAttribute("aria-label", model.title);
  };

  frame.addEventListener("load", attach);
  model.on("msg:custom", receive);
  model.on("src", load);
  model.on("fallback_html", load);
  model.on("title", rename);
  model.on("remove", () => model.off("msg:custom", receive));
  load();
  return frame;
}
