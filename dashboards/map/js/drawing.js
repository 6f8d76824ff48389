// Tools to draw with, by pointer or by keys, and drawn shapes that stay on the map.
// The shape alone goes to Python, which tests what lies inside.
window.plannerDrawing = (() => {
  const PANE = "planner-drawn";
  const CLOSE_PX = 10;
  const BY_DRAG = new Set(["lasso", "box"]);

  function pane(map) {
    const found = map.getPane(PANE) || map.createPane(PANE);
    found.style.zIndex = 610;
    found.style.pointerEvents = "none";
    return PANE;
  }

  const look = () => ({
    color: getComputedStyle(document.documentElement).getPropertyValue("--ring").trim(),
    weight: 2, dashArray: "5 4", fillOpacity: 0.08, interactive: false,
  });

  function corners(first, last) {
    return [first, L.latLng(first.lat, last.lng), last, L.latLng(last.lat, first.lng)];
  }

  function geometryOf(tool, places) {
    const ring = places.map(plannerGestures.lonLat);
    if (tool === "line") return { type: "LineString", coordinates: ring };
    return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
  }

  function tools(map, send, mute) {
    const container = map.getContainer();
    let tool = null;
    let places = [];
    let sketch = null;
    let dragging = false;

    const isLine = () => tool === "line";
    const enough = () => places.length >= (isLine() ? 2 : 3);

    function show(outline) {
      if (!sketch) {
        const make = isLine() ? L.polyline : L.polygon;
        sketch = make([], { ...look(), pane: pane(map), renderer: L.svg({ pane: PANE }) }).addTo(map);
      }
      sketch.setLatLngs(outline);
    }

    function clear() {
      if (sketch) {
        const renderer = sketch.options.renderer;
        sketch.remove();
        renderer.remove();
      }
      sketch = null;
      places = [];
      dragging = false;
    }

    function finish(outline) {
      const kind = tool;
      clear();
      mute();
      if (outline.length < (kind === "line" ? 2 : 3)) return;
      const geometry = geometryOf(kind, outline);
      send({ type: "drawn", tool: kind, geometry, polygon: kind === "line" ? null : geometry });
    }

    const near = (first, second) => map.latLngToContainerPoint(first)
      .distanceTo(map.latLngToContainerPoint(second)) <= CLOSE_PX;

    // A corner by click or by Enter; the same place again, or the first one, ends the shape.
    function corner(place) {
      const last = places[places.length - 1];
      if (last && (near(last, place) || (!isLine() && enough() && near(places[0], place)))) {
        if (enough()) finish(places);
        return;
      }
      places.push(place);
      show(places);
    }

    container.addEventListener("pointerdown", (event) => {
      if (!tool || event.button !== 0 || event.target.closest(".leaflet-control")) return;
      mute();
      const place = map.mouseEventToLatLng(event);
      if (!BY_DRAG.has(tool)) return;
      container.setPointerCapture(event.pointerId);
      dragging = true;
      places = [place];
      show(places);
    });
    container.addEventListener("pointermove", (event) => {
      if (!tool || !places.length) return;
      const place = map.mouseEventToLatLng(event);
      if (!dragging) show([...places, place]);
      else if (tool === "box") show(corners(places[0], place));
      else {
        places.push(place);
        show(places);
      }
    });
    container.addEventListener("pointerup", (event) => {
      if (!tool || event.target.closest(".leaflet-control")) return;
      mute();
      const place = map.mouseEventToLatLng(event);
      if (!BY_DRAG.has(tool)) corner(place);
      else if (dragging && tool === "box") finish(near(places[0], place) ? [] : corners(places[0], place));
      else if (dragging) finish([...places, place]); // a quick hand lets go before its last moves are told
    });
    container.addEventListener("pointercancel", clear);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });

    function leave() {
      if (!tool) return;
      use(null);
      send({ type: "tool", tool: null });
    }

    function use(name) {
      clear();
      tool = name;
      container.classList.toggle("planner-drawing", !!name);
      const turn = name ? "disable" : "enable";
      for (const handler of ["dragging", "boxZoom", "doubleClickZoom", "touchZoom"]) {
        if (map[handler]) map[handler][turn]();
      }
    }

    return { use, leave, corner, inHand: () => tool };
  }

  // Shapes that stay: not clickable, so that what lies under them still is.
  function keeper(map) {
    const kept = new Map();
    const drop = (id) => {
      for (const layer of kept.get(id) || []) layer.remove();
      kept.delete(id);
    };
    return {
      keep({ id, geometry, label }) {
        drop(id);
        const shape = L.geoJSON({ type: "Feature", properties: {}, geometry }, {
          style: () => ({ ...look(), dashArray: "7 4" }), interactive: false, pane: pane(map),
          pointToLayer: (_, place) => L.circleMarker(place, { ...look(), radius: 6, interactive: false }),
        }).addTo(map);
        const parts = [shape];
        if (label) {
          const bounds = shape.getBounds();
          const html = plannerPage.element("span", "", label);
          const icon = L.divIcon({ html, className: "planner-label planner-drawn-label", iconSize: [0, 0] });
          parts.push(L.marker([bounds.getNorth(), bounds.getCenter().lng], {
            icon, pane: pane(map), interactive: false, keyboard: false,
          }).addTo(map));
        }
        kept.set(id, parts);
      },
      drop,
      repaint() { for (const [shape] of kept.values()) shape.setStyle({ color: look().color }); },
      ids: () => [...kept.keys()],
    };
  }

  return { tools, keeper };
})();
