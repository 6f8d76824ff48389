// What a planner map needs beyond Leaflet, the same in the dashboard and in the offline file.
// Data reaches the page only as JSON and is shown only through textContent, never as markup.
window.plannerPage = (() => {
  const AREA_PANE = "planner-labels";

  const { element, legend } = plannerLegends;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function textCard(feature) {
    const card = element("div");
    card.append(element("div", "planner-tip-title", feature.properties.title));
    for (const line of feature.properties.lines || []) {
      card.append(element("div", "planner-tip-line", line));
    }
    return card;
  }

  const pointFeature = ([id, lon, lat, title, lines]) => ({
    type: "Feature", id, properties: { title, lines }, geometry: { type: "Point", coordinates: [lon, lat] },
  });

  // `data` is a FeatureCollection, or rows of points. `coded` holds each distinct style once, and
  // along the features the place of their style.
  function features(data, coded, interactive, common = {}) {
    const collection = Array.isArray(data)
      ? { type: "FeatureCollection", features: data.map(pointFeature) } : data;
    const styles = new Map();
    collection.features.forEach((feature, place) => {
      styles.set(feature.id, coded.styles[coded.codes[place]]);
    });
    const style = (feature) => styles.get(feature.id) || common;
    return L.geoJSON(collection, {
      style,
      interactive,
      pointToLayer: (feature, place) => L.circleMarker(place, { ...style(feature), interactive }),
    });
  }

  function bindTexts(layer, withPopup) {
    const read = (path) => textCard(path.feature);
    layer.bindTooltip(read, { sticky: true, className: "planner-tip", direction: "auto" });
    if (!withPopup) return;
    layer.bindPopup(read, { className: "planner-tip", minWidth: 180 });
    // One tooltip and one popup serve the whole layer; the same card need not stand there twice.
    const told = (tooltip) => layer.isPopupOpen() && layer.getPopup()._source === tooltip._source;
    layer.on("popupopen", () => layer.closeTooltip());
    layer.on("tooltipopen", (event) => { if (told(event.tooltip)) layer.closeTooltip(); });
  }

  // Points grow with the zoom: small enough to tell apart on the whole country, easy to hit close up.
  function radiusAt(map, baseRadius) {
    const factor = 0.62 + (map.getZoom() - 6.5) * 0.2;
    return baseRadius * Math.min(1.9, Math.max(0.5, factor));
  }

  function setBaseRadius(map, point, baseRadius) {
    point.options.baseRadius = baseRadius;
    point.setRadius(radiusAt(map, baseRadius));
  }

  function scalePoints(map, layer) {
    const rescale = () => layer.eachLayer((point) => {
      if (point.setRadius) setBaseRadius(map, point, point.options.baseRadius ?? point.options.radius);
    });
    map.on("zoomend", rescale);
    layer.on("add", rescale);
    rescale();
  }

  function isFree(place, width, taken) {
    const box = L.bounds(place.subtract([width / 2, 7]), place.add([width / 2, 7]));
    if (taken.some((other) => other.overlaps(box))) return false;
    taken.push(box);
    return true;
  }

  function labels(map, rows) {
    const pane = map.getPane(AREA_PANE) || map.createPane(AREA_PANE);
    pane.style.zIndex = 620;
    pane.style.pointerEvents = "none";
    const markers = rows.map(([text, lat, lon, from, to, minor]) => {
      const html = element("span", "", text);
      const className = minor ? "planner-label minor" : "planner-label";
      const icon = L.divIcon({ html, className, iconSize: [0, 0] });
      const marker = L.marker([lat, lon], { icon, pane: AREA_PANE, interactive: false, keyboard: false });
      return { marker, from, to, width: String(text).length * 11 };
    });
    // Names that would stand in each other's way: the earlier one stays.
    const refresh = () => {
      const zoom = map.getZoom();
      const view = map.getBounds().pad(0.2);
      const taken = [];
      for (const { marker, from, to, width } of markers) {
        const wanted = zoom >= from && zoom < to && view.contains(marker.getLatLng())
          && isFree(map.latLngToLayerPoint(marker.getLatLng()), width, taken);
        if (wanted !== map.hasLayer(marker)) wanted ? marker.addTo(map) : marker.remove();
      }
    };
    map.on("moveend zoomend", refresh);
    refresh();
  }

  function start(map, options) {
    const container = map.getContainer();
    if (calm) withoutMotion(map);
    container.setAttribute("aria-label", options.title);
    container.setAttribute("role", "application");
    container.setAttribute("aria-roledescription", "지도");
    const credit = L.control.attribution({ position: "bottomleft", prefix: false }).addTo(map);
    credit.getContainer().textContent = options.attribution;
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    applyTheme(map, options.theme);
    showFocusForKeys(container);
    nameZoomButtons(container);
    watchSize(map);
    keepFitted(map, options.bounds);
  }

  function nameZoomButtons(container) {
    for (const [name, text] of [["in", "확대"], ["out", "축소"]]) {
      const button = container.querySelector(`.leaflet-control-zoom-${name}`);
      if (!button) continue;
      button.title = text;
      button.setAttribute("aria-label", text);
    }
  }

  // Leaflet focuses its container on every press; only who uses keys needs to see that.
  function showFocusForKeys(container) {
    document.addEventListener("keydown", () => container.classList.add("planner-keys"));
    container.addEventListener("keyup", () => container.classList.add("planner-keys"));
    container.addEventListener("pointerdown", () => container.classList.remove("planner-keys"));
  }

  const LEAST_PX = 50; // with less, the margins of a fitted view leave nothing and Leaflet finds no zoom
  const wideEnough = (width, height) => width >= LEAST_PX && height >= LEAST_PX;
  const hasSize = (map) => wideEnough(map.getContainer().clientWidth, map.getContainer().clientHeight);
  // Leaflet remembers the size; until it asks again it works with the old one.
  const knowsSize = (map) => hasSize(map) && wideEnough(map.getSize().x, map.getSize().y);

  // A hidden frame has no size. Leaflet would take that for a tiny map and lose the view.
  function watchSize(map) {
    new ResizeObserver(() => resized(map)).observe(map.getContainer());
  }

  // Told its old size again, when a map begins or is shown again, Leaflet would round its centre to
  // pixels and tell nobody.
  function resized(map) {
    if (!hasSize(map)) return;
    const { clientWidth, clientHeight } = map.getContainer();
    const known = map.getSize();
    if (known.x === clientWidth && known.y === clientHeight) map.fire("planner-seen");
    else map.invalidateSize({ animate: false });
  }

  // Run now, or as soon as the map can be seen.
  function whenSized(map, action) {
    if (knowsSize(map)) {
      action();
      return;
    }
    const wait = () => {
      if (!knowsSize(map)) return;
      map.off("resize planner-seen", wait);
      action();
    };
    map.on("resize planner-seen", wait);
  }

  // Fit again on every resize until someone moves the map.
  function keepFitted(map, bounds) {
    map.plannerAutomaticView = true;
    const release = () => { map.plannerAutomaticView = false; };
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(name, release, { passive: true });
    }
    const fit = () => {
      if (map.plannerAutomaticView && knowsSize(map)) map.fitBounds(bounds, { animate: false, padding: [6, 6] });
    };
    map.on("resize", fit);
    fit();
  }

  function withoutMotion(map) {
    const pan = map.panBy;
    map._zoomAnimated = false;
    map.options.inertia = false;
    map.options.fadeAnimation = false;
    map.panBy = (offset, options) => pan.call(map, offset, { ...options, animate: false });
  }

  function applyTheme(map, theme) {
    const root = document.documentElement;
    root.dataset.theme = theme.name;
    for (const [name, value] of Object.entries(theme.variables)) root.style.setProperty(name, value);
    Object.assign(plannerInk.ink, {
      hatch: theme.variables["--quiet"], text: theme.variables["--text"], halo: theme.variables["--halo"],
    });
    map.plannerTheme = theme;
  }

  return {
    features, bindTexts, scalePoints, setBaseRadius, labels, legend, start, applyTheme, textCard,
    element, calm, hasSize, whenSized, resized,
  };
})();
