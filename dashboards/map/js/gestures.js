// What the reader does on the map, told as plain values: click, hover, drawn area, viewport.
window.plannerGestures = (() => {
  const HOVER_MS = 80;
  const VIEWPORT_MS = 120;
  const MUTE_AFTER_DRAWING_MS = 250;

  function debounced(delay, action) {
    let timer = null;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => action(...values), delay);
    };
  }

  const lonLat = (place) => [round(place.lng), round(place.lat)];
  const round = (degrees) => Math.round(degrees * 1e5) / 1e5;

  function modifiers(event) {
    const source = event.originalEvent || {};
    return { shift: !!source.shiftKey, ctrl: !!(source.ctrlKey || source.metaKey), alt: !!source.altKey };
  }

  // A drawing ends with a mouse-up that the browser follows with a click: that one is not meant.
  function listen(map, send) {
    const state = { mutedUntil: 0, hovered: null };
    const sendClick = (layer, id, event) => {
      if (performance.now() < state.mutedUntil) return;
      send({ type: "click", layer, id, lon_lat: lonLat(event.latlng), modifiers: modifiers(event) });
    };
    const sendHover = debounced(HOVER_MS, (layer, id) => {
      if (state.hovered === id) return;
      state.hovered = id;
      send({ type: "hover", layer, id });
    });
    map.on("click", (event) => sendClick(null, null, event));
    return {
      watchLayer(layerId, group) {
        group.on("click", (event) => {
          L.DomEvent.stopPropagation(event);
          sendClick(layerId, String(event.propagatedFrom.feature.id), event);
        });
        group.on("mouseover", (event) => sendHover(layerId, String(event.propagatedFrom.feature.id)));
        group.on("mouseout", () => sendHover(layerId, null));
      },
      choose(layerId, path) {
        sendClick(layerId, path ? String(path.feature.id) : null, { latlng: map.getCenter() });
      },
      mute() { state.mutedUntil = performance.now() + MUTE_AFTER_DRAWING_MS; },
    };
  }

  function watchViewport(map, tell) {
    const report = () => {
      if (!plannerPage.hasSize(map)) return;
      const bounds = map.getBounds();
      const center = map.getCenter();
      tell({
        center: [round(center.lng), round(center.lat)],
        zoom: map.getZoom(),
        bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(round),
        automatic: !!map.plannerAutomaticView,
      });
    };
    const later = debounced(VIEWPORT_MS, report);
    map.on("moveend resize", later);
    later();
  }

  // Maps that move together: what follows must not lead, or two maps would push each other on.
  function followable(map, tell) {
    let follows = false;
    let next = null;
    map.on("move", () => {
      if (follows || map.plannerAutomaticView || map.plannerOnPaper || !plannerPage.hasSize(map)) return;
      const center = map.getCenter();
      tell({ center: [center.lat, center.lng], zoom: map.getZoom() });
    });
    const go = () => {
      follows = true;
      map.plannerAutomaticView = false;
      map.setView(next.center, next.zoom, { animate: false });
      follows = false;
      next = null;
    };
    return {
      follow(view) {
        const waiting = next !== null;
        next = { center: [view.center[0], view.center[1]], zoom: view.zoom };
        if (!waiting) requestAnimationFrame(go);
      },
    };
  }

  return { listen, watchViewport, followable, lonLat };
})();
