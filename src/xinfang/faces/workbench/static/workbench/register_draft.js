// Keeps the form on the server every five seconds while it changes; a newer window is never written over.
(() => {
  const form = document.getElementById("arrival");
  if (!form) return;
  const EVERY = 5000;
  const said = document.getElementById("draft-said");
  const skipped = new Set(["csrfmiddlewaretoken", "act", "files", "rep", "reps_shown"]);
  const snapshot = () => {
    const data = new FormData(form), kept = new FormData();
    for (const [name, value] of data) if (!skipped.has(name)) kept.append(name, value);
    kept.append("cell", form.dataset.cell);
    return kept;
  };
  const print = data => JSON.stringify([...data].filter(([name]) => name !== "revision"));
  let last = print(snapshot()), stopped = false, busy = false;
  const tell = (text, bad) => { said.textContent = text; said.classList.toggle("error-text", Boolean(bad)); };
  const save = async () => {
    if (stopped || busy) return;
    const data = snapshot(), now = print(data);
    if (now === last) return;
    busy = true;
    try {
      const answer = await window.xinfang.ask(form.dataset.draft, data);
      const kind = answer.headers.get("content-type") || "";
      if (answer.redirected || !kind.includes("json")) { tell(said.dataset.signedOut, true); return; }
      const told = await answer.json();
      if (answer.ok) { form.elements.revision.value = told.revision; last = now; tell(`${said.dataset.saved} ${told.told}`); }
      else { stopped = answer.status === 409; tell(told.told, true); }
    } catch { tell(said.dataset.offline, true); }
    finally { busy = false; }
  };
  const timer = setInterval(save, EVERY);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  const stop = () => { stopped = true; clearInterval(timer); };
  const unsent = state => tell(state === "over" ? said.dataset.signedOut : said.dataset.offline, true);
  window.xinfang.draft = { save, stop, unsent, changed: () => print(snapshot()) !== last };
})();
