/* The desk when the line drops: what was typed stays in this browser and is sent once, later.
   Forms marked data-keep hold no name and no telephone number; one that asks for them says data-keep-in="tab",
   and what is typed there is gone when the tab is closed. What did arrive, though its answer was lost, is not
   kept twice: the desk's forms carry a key, and an arrival has one result. */
(() => {
  const box = document.getElementById("unsent");
  if (!box) return;
  const QUEUE = "xinfang-desk-queue";
  const TYPED = new Set(["text", "note", "subject", "contact", "visit", "number", "due_on", "aid_what", "aid_by"]);
  const STORES = [localStorage, sessionStorage];
  const storeOf = (form) => form.dataset.keepIn === "tab" ? sessionStorage : localStorage;
  const read = (store, key) => { try { return JSON.parse(store.getItem(key) || "null"); } catch { return null; } };
  const write = (store, key, value) => store.setItem(key, JSON.stringify(value));
  const queued = (store) => read(store, QUEUE) || [];
  const waiting = () => STORES.flatMap((store) => queued(store).map((entry) => [store, entry]));
  const fields = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));

  // One entry or several; where what came back stands on another page, a link leads there.
  function say(name, count = 1, entry = null, why = "") {
    const words = name ? box.dataset[count > 1 && box.dataset[`${name}Many`] ? `${name}Many` : name] : "";
    box.textContent = words.replace("{n}", count);
    box.hidden = !words;
    if (why) box.append(" ", why);
    if (!entry || entry.page === box.dataset.page) return;
    const link = document.createElement("a");
    link.href = entry.page;
    link.textContent = entry.title;
    box.append(" ", link);
  }

  // crypto.randomUUID is there on secure pages only; an office's own network may have none.
  const newKey = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));

  // An act that was done answers 204. A redirect is none: so answers a session that has ended.
  const done = (answer) => answer.status === 204;
  const refused = (answer) => answer.status === 422 || answer.status === 409;
  // Why, as the page of the refusal says it first.
  async function reason(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".error-summary h2, .error-summary li, .error")?.textContent.trim() || "";
  }
  // The page itself: under the address of a refused form there is nothing to be opened.
  const again = () => location.assign(box.dataset.page);

  async function post(address, data) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ...data, csrfmiddlewaretoken: token });
    const headers = { "X-Sent-By": "desk" };
    return fetch(address, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual" });
  }

  // The queue is read anew each time it is changed: while a request hangs, the desk types on.
  const add = (store, entry) => write(store, QUEUE, [...queued(store), entry]);
  const drop = (store, entry) => write(store, QUEUE, queued(store).filter((each) => each.data.form_key !== entry.data.form_key));

  function untouched(field) {
    if (!field.value) return true;
    if (field instanceof HTMLSelectElement) return field.options[field.selectedIndex].defaultSelected;
    return field.value === field.defaultValue;
  }

  // What was typed, where the form still says what it began with.
  function fill(form, kept) {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (field && field.type === "checkbox") field.checked = true; // one that was not ticked is not among them
      else if (field && field.type !== "hidden" && untouched(field)) field.value = value;
    }
    if (Object.keys(kept).length && form.parentElement.matches("details")) form.parentElement.open = true;
  }

  // Into its form again, unless something else is being typed there: then it waits.
  function giveBack(store, entry) {
    const key = `xinfang-desk-${entry.keep}`;
    if (read(store, key)) return;
    write(store, key, entry.data);
    drop(store, entry);
    const form = document.querySelector(`form[data-keep="${entry.keep}"]`);
    if (form) fill(form, entry.data);
    else if (box.dataset.forms.includes(entry.keep)) showLost(entry.keep);
  }

  // Whoever comes while the line is down has come now, not when it is sent; told by the office's clock,
  // whatever zone the computer thinks it is in.
  function stamp(form, data) {
    if (!form.dataset.day) return;
    const asked = { timeZone: form.dataset.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    const now = Object.fromEntries(new Intl.DateTimeFormat("en", asked).formatToParts(new Date()).map((part) => [part.type, part.value]));
    if (form.dataset.day === `${now.year}-${now.month}-${now.day}` && !data.arrived) data.arrived = `${now.hour}:${now.minute}`;
  }

  // What came back to a form that is not on the page any more: struck out, done by somebody else, closed. It
  // is shown, to be copied, until whoever typed it says that it is not needed.
  function showLost(keep) {
    const key = `xinfang-desk-${keep}`, store = STORES.find((each) => read(each, key));
    if (!store || document.querySelector(`form[data-keep="${keep}"]`)) return;
    const words = Object.entries(read(store, key)).filter(([name, value]) => value && TYPED.has(name));
    const [note, field, kept, forget] = ["div", "div", "textarea", "button"].map((tag) => document.createElement(tag));
    note.className = "card ask";
    field.className = "field";
    field.append(kept);
    kept.readOnly = true;
    kept.rows = 3;
    kept.value = words.map(([, value]) => value).join("\n");
    kept.setAttribute("aria-label", box.dataset.lost);
    forget.type = "button";
    forget.className = "btn";
    forget.textContent = box.dataset.forget;
    forget.addEventListener("click", () => { store.removeItem(key); note.remove(); });
    note.append(Object.assign(document.createElement("p"), { textContent: box.dataset.lost }), field, forget);
    box.after(note);
  }

  let flushing = false;
  async function flush() {
    if (flushing || !waiting().length) return;
    flushing = true;
    let sent = 0, back = [], ended = false;
    try {
      for (const [store, each] of waiting()) {
        const answer = await post(each.address, each.data);
        if (done(answer)) { drop(store, each); sent += 1; }
        else if (refused(answer)) {
          const told = [each, ""];
          back.push(told);
          giveBack(store, each);
          told[1] = await reason(answer);
        }
        else ended = ended || answer.type === "opaqueredirect" || answer.status === 403;
      }
    } catch { /* no line: what is left waits */ } finally { flushing = false; }
    const left = waiting().length;
    if (ended) say("ended");
    else if (back.length) say("refused", back.length, ...back[0]);
    else if (left) say("one", left);
    else say(sent ? "sent" : "");
    if (sent && !left && !back.length) setTimeout(again, 1200);
  }

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `xinfang-desk-${form.dataset.keep}`, store = storeOf(form);
    fill(form, read(store, key) || {});
    form.addEventListener("input", () => write(store, key, fields(form)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = fields(form);
      data.form_key = data.form_key || newKey();
      let told = "one";
      try {
        const answer = await post(form.action, data);
        if (done(answer)) { store.removeItem(key); again(); return; }
        if (refused(answer)) { form.submit(); return; } // nothing was kept: the page says why
        if (answer.type === "opaqueredirect" || answer.status === 403) told = "ended";
      } catch { /* no line */ }
      stamp(form, data);
      add(store, { address: form.action, keep: form.dataset.keep, page: box.dataset.page, title: document.title, data });
      store.removeItem(key);
      form.reset();
      const fresh = form.elements.form_key;
      if (fresh) fresh.value = newKey();
      say(told, waiting().length);
    });
  }
  for (const keep of box.dataset.forms.split(" ")) if (keep) showLost(keep);
  addEventListener("online", flush);
  setInterval(flush, 5000);
  flush();
})();
