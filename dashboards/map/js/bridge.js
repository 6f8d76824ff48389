// Runs inside the map's frame: takes over the layers folium drew and carries out messages.
window.plannerBridge = (() => {
  const page = window.plannerPage;
  const RING_PANE = "planner-ring";

  function connect({ mapName, layers, viewport, send, tellViewport }) {
    const map = window[mapName];
    const live = new Map();
    const events = plannerGestures.listen(map, send);
    const tools = plannerGestures.drawingTools(map, send, events.mute);
    let ring = null;

    function take(layer) {
      live.set(layer.id, layer);
      if (layer.interactive) events.watchLayer(layer.id, layer.group);
    }

    function stackInOrder() {
      for (const layer of live.values()) if (map.hasLayer(layer.group)) layer.group.bringToFront();
      for (const layer of live.values()) {
        for (const id of layer.highlighted) {
          const path = layer.features.get(id);
          if (path && path.getLatLng && map.hasLayer(layer.group)) path.bringToFront();
        }
      }
    }

    function found(id) {
      const layer = live.get(id);
      if (!layer) throw new Error(`no layer ${id}`);
      return layer;
    }

    const actions = {
      add(message) {
        if (live.has(message.layer)) live.get(message.layer).destroy();
        live.delete(message.layer);
        take(plannerLayers.create(map, message));
      },
      remove(message) {
        if (!live.has(message.layer)) return;
        live.get(message.layer).destroy();
        live.delete(message.layer);
      },
      update(message) {
        found(message.layer).update(message.added, message.removed);
        stackInOrder();
      },
      style(message) { found(message.layer).restyle(message.ids, message.columns); },
      highlight(message) {
        found(message.layer).highlight(message.ids, message.style);
        stackInOrder();
      },
      show(message) {
        const group = found(message.layer).group;
        if (message.visible === map.hasLayer(group)) return;
        if (message.visible) group.addTo(map);
        else group.remove();
        stackInOrder();
      },
      ring(message) {
        if (ring) ring.remove();
        ring = null;
        const layer = message.layer === null ? null : found(message.layer);
        const path = layer && layer.features.get(message.id);
        if (path) ring = drawRing(map, path);
      },
      camera(message) {
        map.plannerAutomaticView = false;
        const move = message.animate ? { duration: 0.6 } : { animate: false };
        const bounds = message.id ? found(message.layer).bounds(message.id) : latLngBounds(message.bounds);
        if (!bounds) return;
        const options = { ...move, padding: [24, 24], maxZoom: message.max_zoom };
        if (message.animate) map.flyToBounds(bounds, options);
        else map.fitBounds(bounds, options);
      },
      tool(message) { tools.use(message.tool); },
      theme(message) { page.applyTheme(map, message.theme); },
      legend(message) { page.legend(map, message.legend); },
    };

    for (const [id, options] of Object.entries(layers)) {
      take(new plannerLayers.LiveLayer(map, id, window[options.variable], options.interactive));
    }
    if (viewport && viewport.center && !viewport.automatic) {
      map.plannerAutomaticView = false;
      map.setView([viewport.center[1], viewport.center[0]], viewport.zoom, { animate: false });
    }
    plannerGestures.watchViewport(map, tellViewport);

    return {
      apply(message) {
        try {
          actions[message.op](message);
        } catch (error) {
          send({ type: "error", op: String(message.op), text: String(error) });
          return;
        }
        if (message.seq !== undefined) {
          requestAnimationFrame(() => send({ type: "done", seq: message.seq }));
        }
      },
      map,
      live,
    };
  }

  function latLngBounds(bounds) {
    return L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
  }

  function drawRing(map, path) {
    const pane = map.getPane(RING_PANE) || map.createPane(RING_PANE);
    pane.style.zIndex = 640;
    pane.style.pointerEvents = "none";
    const place = path.getLatLng ? path.getLatLng() : path.getBounds().getCenter();
    const icon = L.divIcon({ className: "planner-ring", iconSize: [34, 34] });
    return L.marker(place, { pane: RING_PANE, icon, interactive: false, keyboard: false }).addTo(map);
  }

  return { connect };
})();
