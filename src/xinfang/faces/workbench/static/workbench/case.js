// [ and ] walk the list that the case was opened from; u goes back to it.
(() => {
  const go = selector => () => { const link = document.querySelector(selector); if (link) link.click(); else return false; };
  window.xinfang.key("[", go("[data-before]"));
  window.xinfang.key("]", go("[data-after]"));
  window.xinfang.key("u", go(".identity .back"));
})();
