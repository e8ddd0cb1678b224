// What may take more than a second says so: a form or link with data-waits shows, from the first second on, a bar,
// its words and the seconds passed, until the next page is here. How far it is, the server cannot tell; nor does
// the browser tell when loading is stopped: the button, or Escape, ends the bar.
(() => {
  const close = document.currentScript.dataset.close;
  let shown = null, passed = null, ticking = 0;
  const end = () => { clearInterval(ticking); ticking = 0; if (shown) shown.remove(); shown = null; };
  const show = (words, seconds) => {
    if (!shown) {
      shown = document.createElement("div");
      shown.className = "long-wait";
      const bar = document.createElement("progress"), heard = document.createElement("p"), button = document.createElement("button");
      passed = document.createElement("span");
      heard.setAttribute("role", "status");
      bar.setAttribute("aria-label", words);
      passed.setAttribute("aria-hidden", "true");
      button.type = "button";
      button.className = "btn";
      button.textContent = close;
      button.addEventListener("click", end);
      shown.append(bar, heard, passed, button);
      document.body.append(shown);
      heard.textContent = words;
    }
    passed.textContent = `${seconds} s`;
  };
  const begin = words => {
    end();
    const from = Date.now();
    ticking = setInterval(() => show(words, Math.round((Date.now() - from) / 1000)), 1000);
  };
  const asks = element => element && element.closest("[data-waits]");
  document.addEventListener("submit", event => {
    const from = event.submitter && asks(event.submitter) || asks(event.target);
    if (from && !event.defaultPrevented) begin(from.dataset.waits);
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-waits]");
    if (link && !event.defaultPrevented && !(event.ctrlKey || event.metaKey || event.shiftKey)) begin(link.dataset.waits);
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") end(); });
  window.addEventListener("pageshow", end); // come back by the browser's own way
})();
