// Layers of a live map, found by id; their features, found by GeoJSON id.
// A look belongs to the layer and the id, not to the path: a feature that is replaced looks the same.
window.plannerLayers = (() => {
  const page = window.plannerPage;

  class LiveLayer {
    constructor(map, id, group, interactive) {
      this.map = map;
      this.id = id;
      this.group = group;
      this.interactive = interactive;
      this.everyone = {};
      this.own = new Map();
      this.features = new Map();
      this.highlighted = new Set();
      this.highlightStyle = {};
      this.index();
    }

    index() {
      this.features.clear();
      this.group.eachLayer((path) => {
        const id = String(path.feature.id);
        this.features.set(id, path);
        if (path.plannerKnown) return;
        path.plannerKnown = true;
        const names = this.told(id);
        if (isPoint(path) && path.options.baseRadius === undefined) names.push("radius");
        if (names.length || this.highlighted.has(id)) this.paint(id, path, names);
      });
    }

    told(id) {
      return [...new Set([...Object.keys(this.everyone), ...Object.keys(this.own.get(id) || {})])];
    }

    // The last word of Python, or how the feature was drawn; null gives the drawing back its say.
    value(id, path, name) {
      const own = this.own.get(id);
      const said = own && name in own ? own[name] : this.everyone[name];
      return said === undefined || said === null ? path.plannerDrawn[name] : said;
    }

    // `columns`: property → one value for all, a list along `ids`, or {palette, codes} along `ids`.
    // `under`: one value for all goes below what was said about single features.
    restyle(ids, columns, under) {
      const order = ids || [...this.features.keys()];
      for (const [name, column] of Object.entries(columns)) {
        const read = reader(column);
        if (!ids && !read.along) {
          this.everyone[name] = column;
          if (!under) for (const own of this.own.values()) delete own[name];
          continue;
        }
        order.forEach((id, place) => {
          const own = this.own.get(id);
          if (own) own[name] = read(place);
          else this.own.set(id, { [name]: read(place) });
        });
      }
      const names = Object.keys(columns);
      for (const id of order) {
        const path = this.features.get(id);
        if (path) this.paint(id, path, names);
      }
    }

    paint(id, path, names) {
      path.plannerDrawn ??= allOptions(path.options);
      const style = {};
      for (const name of names) if (name !== "radius") style[name] = this.value(id, path, name);
      if (this.highlighted.has(id)) Object.assign(style, this.highlightStyle);
      path.setStyle(style);
      if (path.setRadius && (names.includes("radius") || names.includes("shape") || names.includes("label"))) {
        page.setBaseRadius(this.map, path, this.value(id, path, "radius"));
      }
    }

    highlight(ids, style) {
      const before = this.highlighted;
      const touched = Object.keys({ ...this.highlightStyle, ...style });
      this.highlighted = new Set(ids);
      this.highlightStyle = style;
      for (const id of new Set([...before, ...ids])) {
        const path = this.features.get(id);
        if (path) this.paint(id, path, touched);
      }
    }

    update(added, removedIds) {
      const gone = [...removedIds, ...added.features.map((feature) => String(feature.id))];
      for (const id of gone) {
        const path = this.features.get(id);
        if (path) this.group.removeLayer(path);
      }
      this.group.addData(added);
      this.index();
    }

    // Lowest first; points in hand come last, so that they lie on top.
    bringToFront() {
      this.group.bringToFront();
      for (const id of this.highlighted) {
        const path = this.features.get(id);
        if (isPoint(path)) path.bringToFront();
      }
    }

    bounds(id) {
      const path = this.features.get(id);
      if (!path) return null;
      return isPoint(path) ? path.getLatLng().toBounds(2000) : path.getBounds();
    }

    destroy() {
      this.group.off();
      this.group.remove();
    }
  }

  const isPoint = (path) => path instanceof L.CircleMarker;

  // Leaflet inherits options through prototypes, so a spread would miss the defaults. The radius is
  // the one before scaling by zoom.
  function allOptions(options) {
    const copy = {};
    for (const name in options) copy[name] = options[name];
    if (copy.baseRadius !== undefined) copy.radius = copy.baseRadius;
    return copy;
  }

  function reader(column) {
    let read = () => column;
    if (Array.isArray(column)) read = (place) => column[place];
    else if (column && column.palette) read = (place) => column.palette[column.codes[place]];
    read.along = Array.isArray(column) || !!(column && column.palette);
    return read;
  }

  function create(map, message) {
    const group = page.features(message.features, message.styles, message.interactive, message.common);
    group.addTo(map);
    if (message.interactive) page.bindTexts(group, false);
    page.scalePoints(map, group);
    return new LiveLayer(map, message.layer, group, message.interactive);
  }

  return { LiveLayer, create };
})();
