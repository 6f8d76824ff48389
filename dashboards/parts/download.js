// Buttons that ask the server for a file and save what comes.
export function render({ model }) {
  const group = make("div", { className: "group" });
  group.setAttribute("role", "group");
  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  const buttons = new Map();

  const draw = () => {
    group.setAttribute("aria-label", model.title);
    buttons.clear();
    group.replaceChildren(...model.files.map((file) => {
      const button = make("button", { type: "button", textContent: file.label, title: file.help, disabled: model.disabled });
      button.addEventListener("click", () => {
        button.disabled = true;
        told.textContent = `${file.label} 만드는 중…`;
        told.className = "told";
        model.send_msg({ type: "ask", key: file.key });
      });
      buttons.set(file.key, button);
      return button;
    }), told);
  };
  const receive = (message) => {
    const button = buttons.get(message.key);
    if (!button) return;
    button.disabled = model.disabled;
    if (message.type === "problem") {
      told.textContent = message.text;
      told.className = "told bad";
      return;
    }
    told.textContent = `${message.name} 저장함`;
    const url = URL.createObjectURL(new Blob([message.content], { type: message.media_type }));
    const link = make("a", { href: url, download: message.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 30000);
  };
  const able = () => { for (const button of buttons.values()) button.disabled = model.disabled; };
  model.on("files", draw);
  model.on("disabled", able);
  model.on("msg:custom", receive);
  draw();
  return group;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
