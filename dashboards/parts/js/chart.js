// One ECharts picture. The library is fetched when the first picture is shown, once per page.
// Colours may be written as var(--cp-text): they are read from the page, so a theme needs no server.
const loading = new Map();

function load(url) {
  if (window.echarts) return Promise.resolve(window.echarts);
  if (!loading.has(url)) {
    loading.set(url, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => (window.echarts ? done(window.echarts) : failed(new Error(`${url} is not ECharts`)));
      script.onerror = () => { loading.delete(url); failed(new Error(`${url} cannot be loaded`)); };
      document.head.append(script);
    }));
  }
  return loading.get(url);
}

function coloured(value, style) {
  if (typeof value === "string") return value.includes("var(") ? value.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim()) : value;
  if (Array.isArray(value)) return value.map((one) => coloured(one, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, style)]));
}

export function render({ model }) {
  const page = document.documentElement;
  const box = document.createElement("div");
  box.className = "chart";
  box.setAttribute("role", "img");
  let chart = null;
  let gone = false;
  let printing = false;

  const name = () => {
    box.setAttribute("aria-label", [model.title, model.summary].filter(Boolean).join(". ") || "그림");
    if (box.classList.contains("failed")) box.textContent = `${model.failure} ${model.summary}`;
  };
  const draw = (still = false) => {
    if (!chart) return;
    const rest = still || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const option = coloured(model.option, getComputedStyle(page));
    const family = getComputedStyle(box).fontFamily;
    const text = { fontFamily: family, color: getComputedStyle(page).getPropertyValue("--cp-text").trim(), ...option.textStyle };
    chart.setOption({ ...option, textStyle: text, ...(rest ? { animation: false } : {}) }, { notMerge: true });
  };
  const begin = async () => {
    try {
      const echarts = await load(model.library);
      if (chart || gone || !box.isConnected || !box.clientWidth) return;
      chart = echarts.init(box);
    } catch {
      box.classList.add("failed");
      return name();
    }
    chart.on("click", (event) => model.send_msg({
      type: "click", name: String(event.name ?? ""), series: String(event.seriesName ?? ""),
      index: event.dataIndex ?? null, value: structuredClone(event.value ?? null), kind: event.dataType ?? "",
    }));
    draw();
  };
  const sizes = new ResizeObserver(() => {
    if (printing || !box.clientWidth || !box.clientHeight) return;
    if (chart) chart.resize();
    else begin();
  });
  const themes = new MutationObserver(() => { if (!printing) draw(true); });
  // Paper is light: the picture is drawn so before the page is.
  const toPaper = () => {
    if (!chart) return;
    printing = true;
    const was = page.dataset.plannerTheme;
    page.dataset.plannerTheme = "light";
    draw(true);
    chart.getZr().flush();
    if (was === undefined) delete page.dataset.plannerTheme;
    else page.dataset.plannerTheme = was;
  };
  const fromPaper = () => { printing = false; draw(true); };
  sizes.observe(box);
  themes.observe(page, { attributes: true, attributeFilter: ["data-planner-theme"] });
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  model.on("option", () => draw());
  model.on("title", name);
  model.on("summary", name);
  model.on("remove", () => {
    gone = true;
    sizes.disconnect();
    themes.disconnect();
    window.removeEventListener("beforeprint", toPaper);
    window.removeEventListener("afterprint", fromPaper);
    if (chart) chart.dispose();
  });
  name();
  return box;
}
