// The map saved as a file: the live state carried out once, cards open on click, nobody listens.
window.plannerSaved = {
  start(setup) {
    let bridge = null;
    const send = (message) => {
      if (!bridge || message.type !== "click" || message.id === null) return;
      const path = bridge.live.get(message.layer).features.get(message.id);
      const [lon, lat] = message.lon_lat;
      L.popup({ className: "planner-tip", minWidth: 180 })
        .setLatLng([lat, lon]).setContent(plannerPage.textCard(path.feature)).openOn(bridge.map);
    };
    const nobody = () => {};
    bridge = plannerBridge.connect({ setup, send, tellViewport: nobody, tellMove: nobody });
    for (const message of setup.messages) bridge.apply(message);
    bridge.describe(setup.title, setup.summary);
  },
};
