"use strict";
// What a browser does with keys that the workbench needs, and where the cursor is when the page opens.
(() => {
  const letterbox = () => document.querySelector(".xterm-helper-textarea");
  const closed = () => document.body.classList.contains("-closed");
  const connected = () => document.body.classList.contains("-loaded");
  const alive = () => document.body.classList.contains("-first-byte") && !closed();

  // The line to the program, for keys that the terminal would send as others.
  let line = null;
  window.WebSocket = class extends window.WebSocket {
    constructor(...where) {
      super(...where);
      line = this;
    }
  };
  const send = (keys) => {
    if (line && line.readyState === WebSocket.OPEN) line.send(JSON.stringify(["stdin", keys]));
  };
  // The terminal turns Alt with an arrow into Ctrl with it.
  const ARROWS = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D" };
  const swapped = (event) =>
    event.altKey && !event.ctrlKey && !event.shiftKey && !event.metaKey && ARROWS[event.key];

  // The terminal tells the program at once that it has the focus, so there must be a line to it.
  const focus = () => {
    if (closed()) document.querySelector("#again").focus();
    else if (connected()) letterbox().focus();
  };

  // Ctrl+V is the browser's paste: the terminal would send the key and paste nothing.
  const pastes = (event) =>
    (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "v";
  // F11, and Ctrl with +, - or 0, are what people make the page larger with.
  const sizes = (event) =>
    event.key === "F11" || (event.ctrlKey && !event.altKey && ["+", "-", "=", "0"].includes(event.key));
  // Keys that a browser would act on and that the terminal does not take by itself.
  const taken = (event) =>
    /^F([1-9]|10|12)$/.test(event.key) || event.altKey || (event.ctrlKey && !event.shiftKey);

  window.addEventListener(
    "keydown",
    (event) => {
      if (!alive() || event.isComposing || event.keyCode === 229) return;
      if (pastes(event) || sizes(event)) event.stopImmediatePropagation();
      else if (swapped(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        send("\x1b[1;3" + swapped(event));
      } else if (taken(event)) {
        if (document.activeElement !== letterbox()) focus();
        event.preventDefault();
      }
    },
    true,
  );

  // A browser gives Ctrl+W to nobody: it closes the tab. So it asks first, once something was done in it.
  window.addEventListener("beforeunload", (event) => {
    if (alive()) event.preventDefault();
  });

  window.addEventListener("load", () => {
    document.querySelector("#again").addEventListener("click", () => window.location.reload());
    new MutationObserver(focus).observe(document.body, { attributeFilter: ["class"] });
    window.addEventListener("focus", focus);
    focus();
  });
})();
