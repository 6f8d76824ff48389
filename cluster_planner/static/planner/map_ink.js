// How paths are put on the canvas beyond Leaflet: hatching, shapes of points, short texts on features,
// thinner land over tiles, paper colours, and a hand that finds small points.
// Path options: hatch (true or a colour), shape (circle, square, diamond, triangle), label, labelColor.
window.plannerInk = (() => {
  const HAND_PX = 7; // a point is hit this near to its middle, however small it is drawn
  const HATCH_STEP = 6;
  const LABEL_FONT = '700 11px "Pretendard Variable", Pretendard, "Malgun Gothic", "Noto Sans KR", sans-serif';

  // One map per page, so this holds for the whole page. `paper`: screen colour → printed colour.
  const ink = { hatch: "#6d7b8e", text: "#24324a", halo: "#ffffff", veil: 1, paper: null };
  const patterns = new Map();

  const colour = (value) => (ink.paper && ink.paper[String(value).toLowerCase()]) || value;

  function hatching(ctx, value) {
    const line = colour(value === true ? ink.hatch : value);
    if (!patterns.has(line)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = HATCH_STEP;
      const pen = tile.getContext("2d");
      pen.strokeStyle = line;
      pen.lineWidth = 1.2;
      pen.beginPath();
      for (const shift of [-HATCH_STEP, 0, HATCH_STEP]) {
        pen.moveTo(shift - 1, HATCH_STEP + 1);
        pen.lineTo(shift + HATCH_STEP + 1, -1);
      }
      pen.stroke();
      patterns.set(line, ctx.createPattern(tile, "repeat"));
    }
    return patterns.get(line);
  }

  const isPoint = (path) => path instanceof L.CircleMarker;

  function fillAndStroke(ctx, path) {
    const options = path.options;
    if (options.fill) {
      ctx.globalAlpha = options.fillOpacity * (isPoint(path) ? 1 : ink.veil);
      ctx.fillStyle = colour(options.fillColor || options.color);
      ctx.fill(options.fillRule || "evenodd");
      if (options.hatch) {
        ctx.globalAlpha = 0.6;
        ctx.fillStyle = hatching(ctx, options.hatch);
        ctx.fill(options.fillRule || "evenodd");
      }
    }
    if (options.stroke && options.weight !== 0) {
      ctx.setLineDash(options._dashArray || []);
      ctx.globalAlpha = options.opacity;
      ctx.lineWidth = options.weight;
      ctx.strokeStyle = colour(options.color);
      ctx.lineCap = options.lineCap;
      ctx.lineJoin = options.lineJoin;
      ctx.stroke();
    }
    if (hasText(options.label)) write(ctx, path);
  }

  const hasText = (label) => label !== undefined && label !== null && label !== "";

  function isDark(hex) {
    if (!/^#[0-9a-f]{6}$/i.test(hex)) return false;
    const [red, green, blue] = [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
    return red * 0.299 + green * 0.587 + blue * 0.114 < 150;
  }

  function write(ctx, path) {
    const options = path.options;
    const onFill = isPoint(path) && options.fill && options.fillOpacity > 0.5;
    const place = isPoint(path) ? path._point : path._pxBounds.getCenter();
    const fill = colour(options.fillColor || options.color);
    ctx.save();
    ctx.globalAlpha = 1;
    ctx.font = LABEL_FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = onFill ? fill : colour(ink.halo);
    ctx.strokeText(String(options.label), place.x, place.y);
    ctx.fillStyle = colour(options.labelColor || (onFill ? (isDark(fill) ? "#ffffff" : "#16202e") : ink.text));
    ctx.fillText(String(options.label), place.x, place.y);
    ctx.restore();
  }

  // Shapes of about the same area as the circle of the same radius.
  const CORNERS = {
    square: [[-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89]],
    diamond: [[0, -1.28], [1.28, 0], [0, 1.28], [-1.28, 0]],
    triangle: [[0, -1.42], [1.34, 0.86], [-1.34, 0.86]],
  };

  function outline(ctx, path) {
    const { x, y } = path._point;
    const radius = Math.max(path._radius, 1);
    ctx.beginPath();
    const corners = CORNERS[path.options.shape];
    if (!corners) {
      ctx.arc(x, y, radius, 0, Math.PI * 2);
      return;
    }
    for (const [right, down] of corners) ctx.lineTo(x + right * radius, y + down * radius);
    ctx.closePath();
  }

  // How far a point's farthest corner is from its middle, in pixels.
  function reach(path) {
    const corners = CORNERS[path.options.shape] || [[0, 1]];
    return path._radius * Math.max(...corners.map((corner) => Math.hypot(...corner)));
  }

  // The nearest small point wins over the one drawn last; areas and lines are found as usual.
  function pick(renderer, point, wanted) {
    let found = null;
    let best = Infinity;
    for (let order = renderer._drawFirst; order; order = order.next) {
      const path = order.layer;
      if (!path.options.interactive || (wanted && !wanted(path))) continue;
      if (!isPoint(path)) {
        if (best === Infinity && path._containsPoint(point)) found = path;
        continue;
      }
      const beyond = path._point.distanceTo(point) - path._radius;
      if (beyond > Math.max(path._clickTolerance(), HAND_PX - path._radius)) continue;
      const distance = Math.max(0, beyond);
      if (distance <= best) [found, best] = [path, distance];
    }
    return found;
  }

  L.Canvas.include({
    // Painted by the processor: the first stroke through the graphics card costs a third of a second.
    _initContainer() {
      const canvas = this._container = document.createElement("canvas");
      L.DomEvent.on(canvas, "mousemove", this._onMouseMove, this);
      L.DomEvent.on(canvas, "click dblclick mousedown mouseup contextmenu", this._onClick, this);
      L.DomEvent.on(canvas, "mouseout", this._handleMouseOut, this);
      canvas._leaflet_disable_events = true;
      this._ctx = canvas.getContext("2d", { willReadFrequently: true });
    },
    _fillStroke: fillAndStroke,
    _updateCircle(path) {
      if (!this._drawing || path._empty()) return;
      outline(this._ctx, path);
      fillAndStroke(this._ctx, path);
    },
    _onClick(event) {
      const moved = event.type === "click" || event.type === "preclick";
      const point = this._map.mouseEventToLayerPoint(event);
      const path = pick(this, point, moved && ((one) => !this._map._draggableMoved(one)));
      this._fireEvent(path ? [path] : false, event);
    },
    _handleMouseHover(event, point) {
      if (this._mouseHoverThrottled) return;
      const path = pick(this, point);
      if (path !== (this._hoveredLayer || null)) {
        this._handleMouseOut(event);
        if (path) {
          L.DomUtil.addClass(this._container, "leaflet-interactive");
          this._fireEvent([path], event, "mouseover");
          this._hoveredLayer = path;
        }
      }
      this._fireEvent(this._hoveredLayer ? [this._hoveredLayer] : false, event);
      this._mouseHoverThrottled = true;
      setTimeout(() => { this._mouseHoverThrottled = false; }, 32);
    },
  });

  // What is repainted when a point changes must hold its corners and its text too.
  const circleBounds = L.CircleMarker.prototype._updateBounds;
  L.CircleMarker.include({
    _updateBounds() {
      circleBounds.call(this);
      const { shape, label } = this.options;
      let [wide, high] = shape && shape !== "circle" ? [this._radius * 0.5, this._radius * 0.5] : [0, 0];
      if (hasText(label)) {
        wide = Math.max(wide, String(label).length * 6 + 3 - this._radius);
        high = Math.max(high, 9 - this._radius);
      }
      const more = L.point(wide, high);
      this._pxBounds.min._subtract(more);
      this._pxBounds.max._add(more);
    },
  });

  // Paint the whole map now, not in the next frame: printing does not wait.
  function repaint(map) {
    map.eachLayer((layer) => { if (layer instanceof L.Canvas) layer._redraw(); });
  }

  return { ink, colour, pick, reach, repaint };
})();
