// How does a provider's page open the chat? A button, and the chat in a frame that can reach nothing of the page around it.
(() => {
  const me = document.currentScript;
  const home = new URL(me.src).origin;
  const make = (tag, given, style) => {
    const node = Object.assign(document.createElement(tag), given);
    Object.assign(node.style, style);
    return node;
  };
  const button = make("button", { type: "button", textContent: me.dataset.label || "Cairn" }, {
    position: "fixed", insetInlineEnd: "1rem", insetBlockEnd: "1rem", zIndex: "2147483646", padding: ".7rem 1.2rem",
    font: "600 1rem/1.3 system-ui, sans-serif", color: "#fff", background: "#2f5d4c", border: "2px solid #fff", borderRadius: "1.5rem", cursor: "pointer",
  });
  const frame = make("iframe", { title: me.dataset.title || "Cairn", hidden: true }, {
    position: "fixed", insetInlineEnd: "1rem", insetBlockEnd: "4.5rem", zIndex: "2147483646", border: "1px solid #8a8a80", borderRadius: "1rem",
    inlineSize: "min(26rem, calc(100vw - 2rem))", blockSize: "min(44rem, calc(100dvh - 6rem))", background: "#f7f3ea",
  });
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads");
  frame.referrerPolicy = "origin";
  const show = (is) => {
    if (is && !frame.src) frame.src = `${home}/`;
    frame.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
    (is ? frame : button).focus();
  };
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => show(frame.hidden));
  addEventListener("message", (event) => {
    if (event.origin === home && event.source === frame.contentWindow && event.data?.cairn === "close") show(false);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !frame.hidden) show(false); });
  const put = () => document.body.append(frame, button);
  if (document.body) put();
  else addEventListener("DOMContentLoaded", put);
})();
