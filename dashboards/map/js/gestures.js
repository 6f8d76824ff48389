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
      mute() { state.mutedUntil = performance.now() + MUTE_AFTER_DRAWING_MS; },
    };
  }

  function watchViewport(map, tell) {
    const report = () => {
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
    map.on("moveend", later);
    later();
  }

  // Lasso (free hand) and box: the polygon alone goes to Python, which tests what lies inside.
  function drawingTools(map, send, mute) {
    const container = map.getContainer();
    let tool = null;
    let start = null;
    let places = [];
    let shape = null;

    const outline = () => (tool === "box" && start ? corners(start, places[places.length - 1]) : places);
    const stop = () => {
      if (shape) shape.remove();
      shape = null;
      start = null;
      places = [];
    };
    map.on("mousedown", (event) => {
      if (!tool) return;
      start = event.latlng;
      places = [start];
      const color = getComputedStyle(document.documentElement).getPropertyValue("--ring").trim();
      shape = L.polygon([start], {
        color, weight: 2, dashArray: "5 4", fillOpacity: 0.08, interactive: false,
      }).addTo(map);
    });
    map.on("mousemove", (event) => {
      if (!start) return;
      places.push(event.latlng);
      shape.setLatLngs(outline());
    });
    map.on("mouseup", (event) => {
      if (!start) return;
      places.push(event.latlng); // a quick hand lets go before its last moves are told
      const ring = outline().map(lonLat);
      const kind = tool;
      stop();
      mute();
      if (ring.length < 4) return;
      send({ type: "drawn", tool: kind, polygon: { type: "Polygon", coordinates: [[...ring, ring[0]]] } });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !tool) return;
      stop();
      use(null);
      send({ type: "tool", tool: null });
    });

    function use(name) {
      stop();
      tool = name;
      container.classList.toggle("planner-drawing", !!name);
      map.dragging[name ? "disable" : "enable"]();
      map.boxZoom[name ? "disable" : "enable"]();
    }
    return { use };
  }

  function corners(first, last) {
    return [
      first, L.latLng(first.lat, last.lng), last, L.latLng(last.lat, first.lng),
    ];
  }

  return { listen, watchViewport, drawingTools };
})();
