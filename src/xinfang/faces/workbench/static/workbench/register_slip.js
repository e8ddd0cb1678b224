// Prints once when opened; the button prints again.
(() => {
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  window.addEventListener("load", () => window.print());
})();
