// The map on paper: light colours whatever the screen shows, every legend unfolded.
window.plannerPaper = (() => {
  const same = (first, second) => JSON.stringify(first) === JSON.stringify(second);

  function variables(values) {
    for (const [name, value] of Object.entries(values)) {
      document.documentElement.style.setProperty(name, value);
    }
  }

  function start(map) {
    let back = null;
    let shown = null;

    // Below the map: paper has no corner that is free for sure.
    function lay(box) {
      map.getContainer().style.height = `${document.documentElement.clientHeight - box.offsetHeight - 6}px`;
      plannerPage.resized(map);
      if (!map.plannerAutomaticView) map.fitBounds(shown, { animate: false });
      plannerInk.repaint(map);
    }

    function before() {
      const box = map.plannerLegends && map.plannerLegends.box;
      if (!back) back = dress(box);
      if (box && box.offsetHeight) lay(box);
      else plannerInk.repaint(map);
    }

    function dress(box) {
      const { variables: screen, paper } = map.plannerTheme;
      const [center, zoom] = [map.getCenter(), map.getZoom()];
      shown = map.getBounds();
      map.plannerOnPaper = true; // maps that follow must not follow this
      const fold = plannerLegends.unfold(map);
      if (!same(screen, paper.variables)) variables(paper.variables);
      plannerInk.ink.paper = paper.colours;
      plannerLegends.repaint(map);
      const corner = box && box.parentNode;
      if (box) document.body.append(box);
      return () => {
        variables(screen);
        plannerInk.ink.paper = null;
        plannerLegends.repaint(map);
        if (box) corner.append(box);
        map.getContainer().style.height = "";
        plannerPage.resized(map);
        if (!map.plannerAutomaticView) map.setView(center, zoom, { animate: false });
        map.plannerOnPaper = false;
        plannerInk.repaint(map);
        fold();
      };
    }

    function after() {
      if (back) back();
      back = null;
    }

    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return { before, after };
  }

  return { start };
})();
