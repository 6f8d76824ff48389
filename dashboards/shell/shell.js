// What needs no server: a lost connection is told, and once the server answers again the page is
// loaded anew from its address, which holds the whole view.
(() => {
  const ASK_EVERY_MS = 1500;
  const HEARTBEAT_MS = 30000;
  const COME_UP_WITHIN_MS = 20000;
  const banner = document.getElementById("connection");
  const pause = (ms) => new Promise((next) => setTimeout(next, ms));

  const answers = () => fetch("liveness", { cache: "no-store" }).then((a) => a.ok).catch(() => false);
  const tell = (text) => {
    banner.textContent = text;
    banner.hidden = false;
  };
  let waiting = false;
  async function waitForServer() {
    if (waiting) return;
    waiting = true;
    tell(banner.dataset.lost);
    while (!(await answers())) await pause(ASK_EVERY_MS);
    location.reload();
  }

  // A laptop that slept or a network that went away does not close the socket: only an answer of
  // this page's own session shows that it still lives.
  let asked = false;
  async function ask() {
    if (asked || waiting || document.documentElement.dataset.plannerShown !== "true") return;
    asked = true;
    const pong = new Promise((heard) => document.addEventListener("planner-pong", () => heard(true), { once: true }));
    document.dispatchEvent(new Event("planner-ping"));
    const heard = await Promise.race([pong, pause(Number(banner.dataset.within))]);
    asked = false;
    if (!heard && document.visibilityState === "visible") waitForServer();
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => setTimeout(ask, 1000));
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  setInterval(() => document.visibilityState === "visible" && ask(), HEARTBEAT_MS);

  const watch = () => {
    const view = window.Bokeh && Bokeh.documents && Bokeh.documents[0];
    if (!view) return void setTimeout(watch, 100);
    view.on_event("connection_lost", waitForServer);
  };
  watch();
  setTimeout(() => {
    if (document.getElementById("loading") && !waiting) tell(banner.dataset.slow);
  }, COME_UP_WITHIN_MS);
})();
