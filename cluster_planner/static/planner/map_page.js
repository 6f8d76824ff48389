// What a planner map needs beyond Leaflet, the same in the dashboard and in the offline file.
// Data reaches the page only as JSON and is shown only through textContent, never as markup.
window.plannerPage = (() => {
  const AREA_PANE = "planner-labels";

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = String(text);
    return node;
  }

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
  function features(data, coded, interactive) {
    const collection = Array.isArray(data)
      ? { type: "FeatureCollection", features: data.map(pointFeature) } : data;
    const styles = new Map();
    collection.features.forEach((feature, place) => {
      styles.set(feature.id, coded.styles[coded.codes[place]]);
    });
    const style = (feature) => styles.get(feature.id) || {};
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
    const factor = 0.66 + (map.getZoom() - 6.5) * 0.19;
    return baseRadius * Math.min(1.9, Math.max(0.6, factor));
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

  function labels(map, rows) {
    const pane = map.getPane(AREA_PANE) || map.createPane(AREA_PANE);
    pane.style.zIndex = 620;
    pane.style.pointerEvents = "none";
    const markers = rows.map(([text, lat, lon, from, to, minor]) => {
      const html = element("span", "", text);
      const className = minor ? "planner-label minor" : "planner-label";
      const icon = L.divIcon({ html, className, iconSize: [0, 0] });
      const marker = L.marker([lat, lon], { icon, pane: AREA_PANE, interactive: false, keyboard: false });
      return { marker, from, to };
    });
    const refresh = () => {
      const zoom = map.getZoom();
      const view = map.getBounds().pad(0.2);
      for (const { marker, from, to } of markers) {
        const wanted = zoom >= from && zoom < to && view.contains(marker.getLatLng());
        if (wanted !== map.hasLayer(marker)) wanted ? marker.addTo(map) : marker.remove();
      }
    };
    map.on("moveend zoomend", refresh);
    refresh();
  }

  function swatches(entries) {
    const list = element("ul");
    for (const entry of entries) {
      const item = element("li");
      const swatch = element("span", `planner-swatch ${entry.shape === "dot" ? "" : entry.shape}`);
      swatch.style.background = entry.colour;
      item.append(swatch, element("span", "", entry.label));
      list.append(item);
    }
    return list;
  }

  function rampBar(ramp) {
    const box = element("div");
    const bar = element("div", "planner-ramp");
    for (const colour of ramp.colours) {
      const cell = element("i");
      cell.style.background = colour;
      bar.append(cell);
    }
    const ends = element("div", "planner-ramp-ends");
    for (const text of ramp.labels) ends.append(element("span", "", text));
    box.append(bar, ends);
    return box;
  }

  function fillPanel(panel, spec) {
    panel.replaceChildren();
    panel.hidden = !spec;
    if (!spec) return;
    panel.append(element("div", "planner-panel-title", spec.title));
    if (spec.ramp) panel.append(rampBar(spec.ramp));
    if (spec.entries && spec.entries.length) panel.append(swatches(spec.entries));
    if (spec.note) panel.append(element("div", "planner-panel-note", spec.note));
  }

  function legend(map, spec) {
    if (!map.plannerLegend) {
      const control = L.control({ position: "bottomright" });
      control.onAdd = () => {
        const panel = element("div", "planner-panel");
        panel.setAttribute("role", "note");
        panel.setAttribute("aria-label", "범례");
        L.DomEvent.disableClickPropagation(panel);
        return panel;
      };
      control.addTo(map);
      map.plannerLegend = control;
    }
    fillPanel(map.plannerLegend.getContainer(), spec);
  }

  function start(map, options) {
    const container = map.getContainer();
    container.setAttribute("aria-label", options.title);
    container.setAttribute("role", "region");
    const credit = L.control.attribution({ position: "bottomleft", prefix: false }).addTo(map);
    credit.getContainer().textContent = options.attribution;
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    applyTheme(map, options.theme);
    showFocusForKeys(container);
    keepFitted(map, options.bounds);
  }

  // Leaflet focuses its container on every press; only who uses keys needs to see that.
  function showFocusForKeys(container) {
    document.addEventListener("keydown", () => container.classList.add("planner-keys"));
    container.addEventListener("keyup", () => container.classList.add("planner-keys"));
    container.addEventListener("pointerdown", () => container.classList.remove("planner-keys"));
  }

  // A frame may start hidden or small: fit again on every resize until someone moves the map.
  function keepFitted(map, bounds) {
    map.plannerAutomaticView = true;
    const release = () => { map.plannerAutomaticView = false; };
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(name, release, { passive: true });
    }
    const fit = () => {
      if (map.plannerAutomaticView) map.fitBounds(bounds, { animate: false, padding: [6, 6] });
    };
    map.on("resize", fit);
    fit();
  }

  function applyTheme(map, theme) {
    const root = document.documentElement;
    root.dataset.theme = theme.name;
    for (const [name, value] of Object.entries(theme.variables)) root.style.setProperty(name, value);
  }

  return { features, bindTexts, scalePoints, setBaseRadius, radiusAt, labels, legend, start, applyTheme, textCard };
})();
