// Layers of a live map, found by id; their features, found by GeoJSON id.
// A feature keeps its base style apart from the highlight, so that either can change alone.
window.plannerLayers = (() => {
  const page = window.plannerPage;

  class LiveLayer {
    constructor(map, id, group, interactive) {
      this.map = map;
      this.id = id;
      this.group = group;
      this.interactive = interactive;
      this.features = new Map();
      this.order = [];
      this.highlighted = new Set();
      this.highlightStyle = {};
      this.index();
    }

    index() {
      this.features.clear();
      this.group.eachLayer((path) => {
        const id = String(path.feature.id);
        this.features.set(id, path);
        path.plannerBase ??= allOptions(path.options);
      });
      this.order = [...this.features.keys()];
    }

    // `columns`: property → one value for all, a list along `ids`, or {palette, codes} along `ids`.
    restyle(ids, columns) {
      const readers = Object.entries(columns).map(([name, column]) => [name, reader(column)]);
      const chosen = ids || this.order;
      chosen.forEach((id, place) => {
        const path = this.features.get(id);
        if (!path) return;
        for (const [name, read] of readers) path.plannerBase[name] = read(place);
        this.paint(id, path, readers.map(([name]) => name));
      });
    }

    paint(id, path, names) {
      const style = {};
      for (const name of names) if (name !== "radius") style[name] = path.plannerBase[name];
      if (this.highlighted.has(id)) Object.assign(style, this.highlightStyle);
      path.setStyle(style);
      if (names.includes("radius") && path.setRadius) {
        page.setBaseRadius(this.map, path, path.plannerBase.radius);
      }
    }

    highlight(ids, style) {
      const before = this.highlighted;
      const touched = Object.keys({ ...this.highlightStyle, ...style });
      this.highlighted = new Set(ids);
      this.highlightStyle = style;
      for (const id of new Set([...before, ...ids])) {
        const path = this.features.get(id);
        if (!path) continue;
        this.paint(id, path, touched);
        if (this.highlighted.has(id) && path.getLatLng) path.bringToFront();
      }
    }

    update(added, removedIds) {
      for (const id of removedIds) {
        const path = this.features.get(id);
        if (path) this.group.removeLayer(path);
      }
      for (const feature of added.features) {
        const old = this.features.get(String(feature.id));
        if (old) this.group.removeLayer(old);
      }
      this.group.addData(added);
      this.index();
    }

    bounds(id) {
      const path = this.features.get(id);
      if (!path) return null;
      return path.getLatLng ? path.getLatLng().toBounds(2000) : path.getBounds();
    }

    destroy() {
      this.group.off();
      this.group.remove();
    }
  }

  // Leaflet inherits options through prototypes, so a spread would miss the defaults.
  function allOptions(options) {
    const copy = {};
    for (const name in options) copy[name] = options[name];
    return copy;
  }

  function reader(column) {
    if (Array.isArray(column)) return (place) => column[place];
    if (column && column.palette) return (place) => column.palette[column.codes[place]];
    return () => column;
  }

  function create(map, message) {
    const styles = message.features.features.map((feature) => message.styles[feature.id] || {});
    const coded = { styles, codes: styles.map((_, place) => place) };
    const group = page.features(message.features, coded, message.interactive);
    group.addTo(map);
    if (message.interactive) page.bindTexts(group, false);
    page.scalePoints(map, group);
    return new LiveLayer(map, message.layer, group, message.interactive);
  }

  return { LiveLayer, create };
})();
