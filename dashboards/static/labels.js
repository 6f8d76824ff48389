// The page shell names its header buttons in English; say them in Korean. It also keeps its theme to
// itself; tell the document, whose CSS variables colour everything.
(() => {
  const words = {
    "Close drawer": "조건 패널 닫기",
    "Open drawer": "조건 패널 열기",
    "Toggle theme": "밝은·어두운 화면 전환",
  };
  const translate = (root) => {
    for (const [english, korean] of Object.entries(words)) {
      for (const found of root.querySelectorAll(`[aria-label="${english}"]`)) {
        found.setAttribute("aria-label", korean);
      }
      for (const tip of root.querySelectorAll(".MuiTooltip-tooltip")) {
        if (tip.textContent === english) tip.textContent = korean;
      }
    }
  };
  const watch = (root) => {
    translate(root);
    new MutationObserver(() => translate(root)).observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["aria-label"],
    });
  };
  const tellTheme = (root) => {
    const dark = root.querySelector(".mui-dark") !== null;
    document.documentElement.dataset.plannerTheme = dark ? "dark" : "light";
  };
  // The shell draws itself into a shadow root below the body.
  const shell = () =>
    [...document.querySelectorAll("body *")]
      .map((element) => element.shadowRoot)
      .find((root) => root?.querySelector("header"));
  const timer = setInterval(() => {
    const root = shell();
    if (!root) return;
    window.plannerShown = true;
    clearInterval(timer);
    watch(root);
    watch(document.body);
    tellTheme(root);
    new MutationObserver(() => tellTheme(root)).observe(root, {
      subtree: true,
      attributes: true,
      attributeFilter: ["class"],
    });
  }, 50);
})();
