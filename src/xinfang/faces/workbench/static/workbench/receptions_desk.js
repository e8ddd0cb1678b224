/* The desk when the line drops: what was typed stays in this browser and is sent once, later.
   Forms marked data-keep hold no name and no telephone number; each carries a key, so that a form that did
   arrive, though its answer was lost, is not kept twice. */
(() => {
  const box = document.getElementById("unsent");
  const QUEUE = "xinfang-desk-queue";
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; } };
  const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
  const say = (text) => { if (box) { box.textContent = text; box.hidden = !text; } };
  const fields = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));

  // crypto.randomUUID is there on secure pages only; an office's own network may have none.
  const newKey = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));

  // An act that was done answers with a redirect; it is not followed, so that its message waits for the page.
  const done = (answer) => answer.type === "opaqueredirect";

  async function post(address, data) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ...data, csrfmiddlewaretoken: token });
    return fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  }

  async function flush() {
    const waiting = read(QUEUE) || [];
    if (!waiting.length) return;
    const left = [];
    let sent = 0, refused = 0;
    for (const each of waiting) {
      try {
        const answer = await post(each.address, each.data);
        if (done(answer)) sent += 1;
        else if (answer.status === 422 || answer.status === 409) { write(`xinfang-desk-${each.keep}`, each.data); refused += 1; } // back into its form
        else left.push(each);
      } catch { left.push(each); }
    }
    write(QUEUE, left);
    say(left.length ? box.dataset.one : refused ? box.dataset.refused : sent ? box.dataset.sent : "");
    if (sent && !left.length && !refused) setTimeout(() => location.reload(), 1200);
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `xinfang-desk-${form.dataset.keep}`;
    const kept = read(key) || {};
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (field && field.type !== "hidden" && !field.value) field.value = value;
    }
    form.addEventListener("input", () => write(key, fields(form)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = fields(form);
      try {
        const answer = await post(form.action, data);
        if (done(answer)) { localStorage.removeItem(key); location.reload(); return; }
        form.submit(); // refused, and nothing was kept: the page says why
      } catch {
        write(QUEUE, [...(read(QUEUE) || []), { address: form.action, keep: form.dataset.keep, data }]);
        localStorage.removeItem(key);
        form.reset();
        const fresh = form.elements.form_key;
        if (fresh) fresh.value = newKey();
        say(box.dataset.one);
      }
    });
  }
  addEventListener("online", flush);
  setInterval(flush, 5000);
  flush();
})();
