// Two minutes before the session ends: a dialog. After it ended: sign in elsewhere, come back, lose nothing.
(() => {
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const WARN = 120, MARK = "xinfang-seen";
  let seconds = Number(dialog.dataset.seconds);
  const now = () => Date.now() / 1000;
  // Tabs share one session: the last request of any of them counts.
  const seen = () => { try { localStorage.setItem(MARK, now()); } catch { mine = now(); } };
  let mine = now(), renewed = now(), asking = false;
  const last = () => { try { return Number(localStorage.getItem(MARK)) || mine; } catch { return mine; } };
  const show = over => {
    dialog.querySelector('[data-when="soon"]').hidden = over;
    dialog.querySelector('[data-when="over"]').hidden = !over;
    if (!dialog.open) dialog.showModal();
  };
  const clock = left => `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
  const look = () => {
    const left = last() + seconds - now();
    if (left > WARN) {
      // Another tab went on, perhaps after a new sign-in: this page needs its token too.
      if (dialog.open || now() - renewed > seconds) goOn();
      return;
    }
    show(left <= 0);
    dialog.querySelector("[data-left]").textContent = clock(Math.max(left, 0));
  };
  // A new sign-in changes the token against forged requests: forms of this page take the new one.
  const renew = token => {
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(input => { input.value = token; });
    document.querySelectorAll("[hx-headers]").forEach(element => {
      const text = element.getAttribute("hx-headers");
      if (text.includes("X-CSRFToken")) element.setAttribute("hx-headers", JSON.stringify({ ...JSON.parse(text), "X-CSRFToken": token }));
    });
  };
  // "in", "over", or "offline": what the server says of the session. It is prolonged by being asked.
  const asked = async () => {
    try {
      const answer = await fetch(dialog.dataset.ping, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) return answer.status < 500 ? "over" : "offline"; // status 0: sent on to the sign-in page
      const told = await answer.json();
      seconds = told.seconds;
      renew(told.token);
      renewed = now();
      seen();
      return "in";
    } catch { return "offline"; }
  };
  const goOn = async () => {
    if (asking) return;
    asking = true;
    if (await asked() === "in") dialog.close();
    else show(true);
    asking = false;
  };
  // A page asks before it sends what was typed: sent after the end, it would be lost.
  const check = async () => {
    const state = await asked();
    if (state === "over") show(true);
    return state;
  };
  window.xinfang = Object.assign(window.xinfang || {}, { session: { check } });
  dialog.querySelectorAll("[data-go-on]").forEach(button => button.addEventListener("click", goOn));
  dialog.addEventListener("cancel", event => { event.preventDefault(); goOn(); });
  document.addEventListener("htmx:after:request", seen);
  seen();
  setInterval(look, 1000);
})();
