// What is typed is kept on the server while one writes; without scripts each 继续 keeps its page.
(() => {
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  const once = document.querySelector("form[data-once]");
  if (once) once.addEventListener("submit", () => { once.querySelector("button").disabled = true; });
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const told = form.querySelector("[data-kept]");
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  setInterval(async () => {
    if (!changed) return;
    changed = false;
    const data = new FormData(form);
    data.append("keep", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") } });
      if (answer.status !== 204) changed = true;
      else if (!changed && told) told.textContent = told.dataset.words;
    } catch { changed = true; }
  }, 5000);
})();
