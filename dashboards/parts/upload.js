// A drop zone with a button. Files are sent one after the other; each line tells how far it is.
export function render({ model }) {
  const zone = make("div", { className: "zone" });
  zone.setAttribute("role", "group");
  const input = make("input", { type: "file", multiple: true, id: "files" });
  const label = make("label", { htmlFor: "files", className: "choose" });
  const hint = make("p", { className: "hint", id: "hint" });
  input.setAttribute("aria-describedby", "hint");
  const list = make("ul", { className: "list" });
  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  zone.append(label, input, hint, list, told);
  let sending = false;

  const draw = () => {
    zone.setAttribute("aria-label", model.title);
    label.textContent = model.texts.choose;
    hint.textContent = model.hint;
    input.disabled = model.disabled || sending;
    zone.classList.toggle("off", input.disabled);
  };
  const take = async (files) => {
    if (!files.length || input.disabled) return;
    sending = true;
    told.textContent = "";
    draw();
    const names = [];
    const rows = files.map(line);
    for (const [place, file] of files.entries()) {
      const name = file.name.normalize("NFC");
      const refused = await send(file, name, rows[place]);
      rows[place].tell(refused || model.texts.sent, refused ? "bad" : "good");
      if (!refused) names.push(name);
    }
    sending = false;
    input.value = "";
    draw();
    if (names.length) model.send_msg({ type: "sent", names });
  };
  const send = (file, name, row) => new Promise((done) => {
    if (model.most_bytes && file.size > model.most_bytes) return done(model.texts.large);
    const request = new XMLHttpRequest();
    request.open("PUT", `${model.address}?name=${encodeURIComponent(name)}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) row.far(event.loaded / event.total);
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* an error page */ }
      done(answer.ok ? "" : answer.refused || model.texts.failed);
    };
    request.onerror = () => done(model.texts.failed);
    request.send(file);
  });
  const line = (file) => {
    const item = make("li");
    const name = make("span", { className: "name", textContent: file.name.normalize("NFC") });
    const bar = make("progress", { max: 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const state = make("span", { className: "state" });
    item.append(name, bar, state);
    list.append(item);
    return {
      far: (share) => { bar.value = share; state.textContent = `${Math.floor(100 * share)}%`; },
      tell: (text, tone) => { bar.remove(); state.textContent = text; state.className = `state ${tone}`; },
    };
  };
  input.addEventListener("change", () => take([...input.files]));
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  for (const name of ["title", "hint", "texts", "disabled"]) model.on(name, draw);
  model.on("msg:custom", (message) => {
    if (message.type === "clear") { list.replaceChildren(); told.textContent = ""; }
  });
  draw();
  return zone;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
