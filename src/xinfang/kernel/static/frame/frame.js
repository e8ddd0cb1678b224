// Keys and switches of every page. A key never acts while a field has the focus or a Chinese word is being composed.
(() => {
  const { cookie, setCookie, apply } = window.xinfang;
  const keys = new Map();
  // xinfang.key("j", handler): single-key shortcuts of a page; frame keys are registered below.
  window.xinfang.key = (name, handler) => keys.set(name, handler);
  const typing = target => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog[open]") || cookie("keys") === "off") return;
    const handler = keys.get(event.key) || keys.get(event.key.toLowerCase());
    if (handler && handler(event) !== false) event.preventDefault();
  });
  const go = selector => () => { const link = document.querySelector(selector); if (link) link.click(); else return false; };
  window.xinfang.key("/", () => { const box = document.getElementById("search"); if (!box) return false; box.focus(); box.select(); });
  window.xinfang.key("n", go('.rail a[href$="/register/"]'));
  window.xinfang.key("g", go('.rail a[href="/"]:not(.brand)'));
  const sheet = document.getElementById("keys");
  if (sheet) {
    // A page tells of its own keys in <template id="page-keys">, in the reader's language.
    const more = document.getElementById("page-keys");
    if (more) sheet.querySelector("dl").lastElementChild.previousElementSibling.before(more.content);
    window.xinfang.key("?", () => sheet.showModal());
    const off = sheet.querySelector('[data-switch="keys"]');
    off.checked = cookie("keys") === "off";
    off.addEventListener("change", () => setCookie("keys", off.checked ? "off" : "on"));
  }
  document.querySelectorAll('[data-switch="theme"]').forEach(button => button.addEventListener("click", () => {
    setCookie("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    apply();
    document.dispatchEvent(new CustomEvent("themechange"));
  }));
  // Input methods: `input` fires while composing. Live hints listen to `settled` instead.
  let composing = false;
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", event => { composing = false; settle(event.target); });
  document.addEventListener("input", event => { if (!composing && !event.isComposing) settle(event.target); });
  const settle = target => target.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
  // What can be undone says so for ten seconds; z undoes the last. It does not go away under somebody's hands.
  document.querySelectorAll("[data-undo]").forEach((toast, place, all) => {
    const gone = () => { if (toast.contains(document.activeElement)) toast.addEventListener("focusout", gone, { once: true }); else toast.remove(); };
    setTimeout(gone, 10000);
    if (place < all.length - 1) return;
    toast.classList.add("undoing");
    window.xinfang.key("z", () => { if (!toast.isConnected) return false; toast.querySelector("button").click(); });
  });
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  document.addEventListener("click", event => {
    document.querySelectorAll("details.menu[open]").forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
  });
})();
