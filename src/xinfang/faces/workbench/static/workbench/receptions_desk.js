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

  // An act that was done answers 204. A redirect is none: so answers a session that has ended.
  const done = (answer) => answer.status === 204;
  const refused = (answer) => answer.status === 422 || answer.status === 409;

  async function post(address, data) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ...data, csrfmiddlewaretoken: token });
    const headers = { "X-Sent-By": "desk" };
    return fetch(address, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual" });
  }

  // The queue is read anew each time it is changed: while a request hangs, the desk types on.
  const add = (entry) => write(QUEUE, [...(read(QUEUE) || []), entry]);
  const drop = (entry) => write(QUEUE, (read(QUEUE) || []).filter((each) => each.data.form_key !== entry.data.form_key));

  // What was typed, where the form still says what it began with.
  function fill(form, kept) {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (field && field.type !== "hidden" && (!field.value || field.value === field.defaultValue)) field.value = value;
    }
  }

  // Into its form again, unless something else is being typed there: then it waits.
  function giveBack(entry) {
    const key = `xinfang-desk-${entry.keep}`;
    if (read(key)) return;
    write(key, entry.data);
    drop(entry);
    const form = document.querySelector(`form[data-keep="${entry.keep}"]`);
    if (form) fill(form, entry.data);
  }

  // Whoever comes while the line is down has come now, not when it is sent; told by the office's clock,
  // whatever zone the computer thinks it is in.
  function stamp(form, data) {
    const asked = { timeZone: form.dataset.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    const now = Object.fromEntries(new Intl.DateTimeFormat("en", asked).formatToParts(new Date()).map((part) => [part.type, part.value]));
    if (form.dataset.day === `${now.year}-${now.month}-${now.day}` && !data.arrived) data.arrived = `${now.hour}:${now.minute}`;
  }

  let flushing = false;
  async function flush() {
    if (flushing || !(read(QUEUE) || []).length) return;
    flushing = true;
    let sent = 0, back = 0, ended = false;
    try {
      for (const each of read(QUEUE) || []) {
        const answer = await post(each.address, each.data);
        if (done(answer)) { drop(each); sent += 1; }
        else if (refused(answer)) { giveBack(each); back += 1; }
        else ended = ended || answer.type === "opaqueredirect" || answer.status === 403;
      }
    } catch { /* no line: what is left waits */ } finally { flushing = false; }
    const left = (read(QUEUE) || []).length;
    say(ended ? box.dataset.ended : back ? box.dataset.refused : left ? box.dataset.one : sent ? box.dataset.sent : "");
    if (sent && !left && !back) setTimeout(() => location.reload(), 1200);
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `xinfang-desk-${form.dataset.keep}`;
    fill(form, read(key) || {});
    form.addEventListener("input", () => write(key, fields(form)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = fields(form);
      data.form_key = data.form_key || newKey();
      let told = box.dataset.one;
      try {
        const answer = await post(form.action, data);
        if (done(answer)) { localStorage.removeItem(key); location.reload(); return; }
        if (refused(answer)) { form.submit(); return; } // nothing was kept: the page says why
        if (answer.type === "opaqueredirect" || answer.status === 403) told = box.dataset.ended;
      } catch { /* no line */ }
      stamp(form, data);
      add({ address: form.action, keep: form.dataset.keep, data });
      localStorage.removeItem(key);
      form.reset();
      const fresh = form.elements.form_key;
      if (fresh) fresh.value = newKey();
      say(told);
    });
  }
  addEventListener("online", flush);
  setInterval(flush, 5000);
  flush();
})();
