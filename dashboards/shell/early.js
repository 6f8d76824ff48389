// Before the first paint: the theme of the last visit, or the system's. The cookie tells the server,
// so that maps and charts are drawn in it at once.
(() => {
  const cookie = /(?:^|; )planner-theme=(dark|light)/.exec(document.cookie);
  let kept = cookie && cookie[1];
  try { kept = localStorage.getItem("planner-theme") || kept; } catch { /* storage may be forbidden */ }
  const theme = kept || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.plannerTheme = theme;
})();
