// Runs inside the map's frame: takes over the layers folium drew and carries out messages.
window.plannerBridge = (() => {
  const page = window.plannerPage;
  const RING_PANE = "planner-ring";
  const RING_PX = 34; // at least; large points get a larger one
  const RING_GAP_PX = 6; // between the farthest corner and the outer edge of the ring

  // `setup`: mapName, layers, viewport, tiles. `send` tells Python, `tellViewport` the viewport,
  // `tellMove` every move of the reader's hand or of Python's camera, for maps that follow.
  function connect({ setup, send, tellViewport, tellMove }) {
    const map = window[setup.mapName];
    const live = new Map();
    const events = plannerGestures.listen(map, send);
    const drawing = plannerDrawing.tools(map, send, events.mute);
    const kept = plannerDrawing.keeper(map);
    const tiles = plannerTiles.offer(map, setup.tiles, send);
    const paper = plannerPaper.start(map);
    const ring = ringOf(map);
    const described = page.element("div", "planner-unseen");
    described.id = "planner-summary";
    map.getContainer().after(described);

    function take(layer) {
      live.set(layer.id, layer);
      if (layer.interactive) events.watchLayer(layer.id, layer.group);
    }

    function stack() {
      for (const layer of live.values()) if (map.hasLayer(layer.group)) layer.bringToFront();
    }

    function arrange(order) {
      const known = order.filter((id) => live.has(id)).map((id) => [id, live.get(id)]);
      live.clear();
      for (const [id, layer] of known) live.set(id, layer);
      stack();
    }

    function found(id) {
      const layer = live.get(id);
      if (!layer) throw new Error(`no layer ${id}`);
      return layer;
    }

    function takeAway(id) {
      if (!live.has(id)) return;
      live.get(id).destroy();
      live.delete(id);
      ring.forget(id);
    }

    function atPoint(point) {
      const renderer = map._renderer;
      const path = renderer && plannerInk.pick(renderer, point);
      if (!path) return null;
      for (const layer of live.values()) {
        if (layer.features.get(String(path.feature.id)) === path) return { layer: layer.id, path };
      }
      return null;
    }

    function move(message) {
      const bounds = message.id ? found(message.layer).bounds(message.id) : latLngBounds(message.bounds);
      if (bounds) {
        map.plannerAutomaticView = false;
        const animate = message.animate && !page.calm;
        const options = { padding: [24, 24], maxZoom: message.max_zoom };
        if (animate) map.flyToBounds(bounds, { ...options, duration: 0.6 });
        else map.fitBounds(bounds, { ...options, animate: false });
      }
      send({ type: "moved", move: message.move });
    }

    const actions = {
      batch(message) { for (const one of message.messages) perform(one); },
      add(message) {
        takeAway(message.layer);
        take(plannerLayers.create(map, message));
        arrange(message.order);
      },
      remove(message) { takeAway(message.layer); },
      update(message) {
        found(message.layer).update(message.added, message.removed);
        stack();
        ring.place(live);
      },
      style(message) {
        found(message.layer).restyle(message.ids, message.columns, message.under);
        ring.resize();
      },
      highlight(message) {
        found(message.layer).highlight(message.ids, message.style);
        stack();
      },
      show(message) {
        const group = found(message.layer).group;
        if (message.visible === map.hasLayer(group)) return;
        if (message.visible) group.addTo(map);
        else group.remove();
        stack();
      },
      ring(message) { ring.set(message, live); },
      camera(message) { page.whenSized(map, () => move(message)); },
      tool(message) { drawing.use(message.tool); },
      keep(message) { kept.keep(message); },
      drop(message) { kept.drop(message.id); },
      tiles(message) { tiles.show(message.on); },
      theme(message) {
        page.applyTheme(map, message.theme);
        kept.repaint();
        plannerInk.repaint(map);
      },
      legend(message) { page.legend(map, message.legend, message.slot); },
    };

    function perform(message) {
      try {
        actions[message.op](message);
      } catch (error) {
        send({ type: "error", op: String(message.op), text: String(error) });
      }
    }

    for (const [id, options] of Object.entries(setup.layers)) {
      take(new plannerLayers.LiveLayer(map, id, window[options.variable], options.interactive));
    }
    const { viewport } = setup;
    if (viewport && viewport.center && !viewport.automatic) {
      map.plannerAutomaticView = false;
      map.setView([viewport.center[1], viewport.center[0]], viewport.zoom, { animate: false });
    }
    plannerGestures.watchViewport(map, tellViewport);
    const following = plannerGestures.followable(map, tellMove);
    plannerKeyboard.listen(map, { found: atPoint, choose: events.choose, tools: drawing });

    return {
      apply(message) {
        perform(message);
        if (message.seq !== undefined) {
          requestAnimationFrame(() => send({ type: "done", seq: message.seq }));
        }
      },
      describe(title, summary) {
        const container = map.getContainer();
        container.setAttribute("aria-label", title);
        described.textContent = summary;
        if (summary) container.setAttribute("aria-describedby", described.id);
        else container.removeAttribute("aria-describedby");
      },
      follow: following.follow,
      leaveTool: drawing.leave,
      resized() { page.resized(map); },
      paper,
      map,
      live,
    };
  }

  function latLngBounds(bounds) {
    return L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
  }

  // The ring stands on a feature as long as that feature stands on the map.
  function ringOf(map) {
    let told = null;
    let marker = null;
    let around = null;
    let size = 0;

    function clear() {
      if (marker) marker.remove();
      marker = around = null;
    }

    const wanted = () => (around instanceof L.CircleMarker
      ? Math.max(RING_PX, 2 * Math.ceil(plannerInk.reach(around) + RING_GAP_PX)) : RING_PX);

    function resize() {
      if (!marker || wanted() === size) return;
      size = wanted();
      marker.setIcon(L.divIcon({ className: "planner-ring", iconSize: [size, size] }));
    }

    // Points grow with the zoom; the move ends after they have.
    map.on("moveend", resize);

    function place(live) {
      clear();
      const layer = told && live.get(told.layer);
      const path = layer && layer.features.get(told.id);
      if (!path) return;
      const pane = map.getPane(RING_PANE) || map.createPane(RING_PANE);
      pane.style.zIndex = 640;
      pane.style.pointerEvents = "none";
      const spot = path.getLatLng ? path.getLatLng() : path.getBounds().getCenter();
      around = path;
      size = wanted();
      const icon = L.divIcon({ className: "planner-ring", iconSize: [size, size] });
      marker = L.marker(spot, { pane: RING_PANE, icon, interactive: false, keyboard: false }).addTo(map);
    }

    return {
      set(message, live) {
        told = message.layer === null ? null : message;
        place(live);
      },
      place,
      resize,
      forget(layerId) {
        if (!told || told.layer !== layerId) return;
        told = null;
        clear();
      },
    };
  }

  return { connect };
})();
