// The map without a mouse: arrows pan and bring up a crosshair, Enter chooses what lies under it,
// and what lies under it is said aloud.
window.plannerKeyboard = (() => {
  const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
  const SAY_MS = 250;

  function listen(map, { found, choose, tools }) {
    const container = map.getContainer();
    const cross = plannerPage.element("div", "planner-cross");
    cross.hidden = true;
    cross.setAttribute("aria-hidden", "true");
    const voice = plannerPage.element("div", "planner-unseen");
    voice.setAttribute("role", "status");
    container.append(cross, voice);
    let timer = null;
    let card = null;

    const middle = () => map.latLngToLayerPoint(map.getCenter());

    function put(text) {
      if (voice.textContent !== text) voice.textContent = text;
    }

    function tell() {
      if (cross.hidden) return;
      const hit = found(middle());
      if (card) card.remove();
      card = null;
      if (!hit) {
        put("가운데에 고를 것이 없습니다");
        return;
      }
      const { title, lines } = hit.path.feature.properties;
      put([title, ...(lines || [])].join(", "));
      card = L.tooltip({ className: "planner-tip", direction: "top", offset: [0, -12] })
        .setLatLng(map.getCenter()).setContent(plannerPage.textCard(hit.path.feature)).addTo(map);
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(tell, SAY_MS);
    }

    function aim() {
      cross.hidden = false;
      later();
    }

    function rest() {
      cross.hidden = true;
      if (card) card.remove();
      card = null;
    }

    container.addEventListener("keydown", (event) => {
      if (event.target !== container) return;
      if (ARROWS.has(event.key)) aim();
      if (event.key === "Escape" && !tools.inHand()) rest();
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (cross.hidden) {
        aim();
      } else if (tools.inHand()) {
        tools.corner(map.getCenter());
      } else {
        const hit = found(middle());
        choose(hit ? hit.layer : null, hit ? hit.path : null);
      }
    });
    container.addEventListener("blur", rest);
    container.addEventListener("pointerdown", rest);
    map.on("moveend", () => { if (!cross.hidden) later(); });
    return { tell };
  }

  return { listen };
})();
