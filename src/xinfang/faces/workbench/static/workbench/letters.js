// Keeps a document every five seconds while it changes and shows its text anew; a newer window is never written over.
(() => {
  const form = document.getElementById("letter");
  if (!form) return;
  const said = document.getElementById("letter-said"), aside = document.getElementById("letter-aside");
  const snapshot = () => { const data = new FormData(form); data.delete("act"); return data; };
  const print = data => JSON.stringify([...data].filter(([name]) => !["revision", "pk", "csrfmiddlewaretoken"].includes(name)));
  let last = print(snapshot()), stopped = false, busy = false;
  const tell = (text, bad) => { said.textContent = text; said.classList.toggle("error-text", Boolean(bad)); };
  const taken = told => {
    form.elements.revision.value = told.revision;
    form.elements.pk.value = told.pk;
    if (form.getAttribute("action") !== told.href) { form.action = told.href; history.replaceState(null, "", told.href); }
    aside.innerHTML = told.shown;
    tell(`${said.dataset.saved} ${told.told}`);
  };
  const save = async () => {
    const data = snapshot(), now = print(data);
    if (stopped || busy || now === last) return;
    busy = true;
    try {
      const answer = await window.xinfang.ask(form.dataset.keep, data);
      const kind = answer.headers.get("content-type") || "";
      if (answer.redirected || !kind.includes("json")) { tell(said.dataset.signedOut, true); return; }
      const told = await answer.json();
      if (answer.ok) { last = now; taken(told); } else { stopped = answer.status === 409; tell(told.told, true); }
    } catch { tell(said.dataset.offline, true); }
    finally { busy = false; }
  };
  setInterval(save, 5000);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  // What is on its way must not meet the form itself: it waits for the answer, then goes.
  form.addEventListener("submit", event => {
    stopped = true;
    if (!busy || !event.submitter) return;
    event.preventDefault();
    const wait = setInterval(() => { if (!busy) { clearInterval(wait); form.requestSubmit(event.submitter); } }, 50);
  });
})();
