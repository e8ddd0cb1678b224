// Suggestions under the search box of every page.
(() => {
  const box = document.getElementById("search");
  if (!box || !box.dataset.suggest) return;
  window.xinfang.combobox(box, { url: box.dataset.suggest, pick: item => { location.href = item.href; } });
})();
