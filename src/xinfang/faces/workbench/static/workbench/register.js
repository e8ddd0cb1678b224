// The clerk's form: look-up, live panel, keys. Nothing is asked or sent while a Chinese word is being composed.
(() => {
  const form = document.getElementById("arrival");
  if (!form) return;
  const { xinfang } = window;
  document.documentElement.classList.add("scripted");
  const field = name => form.elements[name];
  const panel = document.getElementById("panel"), hints = document.getElementById("hints");
  const composing = event => event.isComposing || event.keyCode === 229;
  const told = name => document.getElementById(name);
  const PERSON = ["name", "sex", "id_kind", "id_number", "phone", "address"];

  // The live panel: the newest question wins.
  let timer = 0, running = null;
  const refresh = async () => {
    if (running) running.abort();
    running = new AbortController();
    const data = new FormData(form);
    data.delete("files");
    data.append("cell", form.dataset.cell);
    try {
      const answer = await xinfang.ask(form.dataset.hints, data, running.signal);
      if (!answer.ok || answer.redirected || hints.contains(document.activeElement)) return;
      const page = document.createElement("div");
      page.innerHTML = await answer.text();
      const parts = { rows: page.querySelector("[data-rows]"), linked: page.querySelector("[data-linked]") };
      for (const [name, part] of Object.entries(parts)) {
        const place = told(name);
        if (place && !(name === "rows" && place.contains(document.activeElement))) place.replaceChildren(...[...part.content.childNodes].filter(node => node.nodeType === 1 || node.textContent.trim()));
        part.remove();
      }
      if (hints.innerHTML.trim() !== page.innerHTML.trim()) hints.replaceChildren(...page.childNodes);
    } catch (fault) { if (fault.name !== "AbortError") throw fault; }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(refresh, 400); };
  form.addEventListener("settled", event => { if (event.target.name !== "files") later(); });
  form.addEventListener("change", event => { if (event.target.name !== "files") later(); });

  // The person: picked from the list, or typed anew.
  let masked = Boolean(field("person_id").value);
  const who = told("who-said");
  xinfang.combobox(field("name"), { url: form.dataset.people, found: answer => { who.textContent = answer.more ? who.dataset.more : ""; }, pick: item => {
    for (const name of PERSON) field(name).value = item.fields[name] || (name === "id_kind" ? "resident" : "");
    field("birth").value = "";
    field("person_id").value = item.id;
    masked = true;
    told("id-said").textContent = "";
    field("title").focus();
    refresh();
  } });
  field("name").addEventListener("settled", () => {
    if (!masked) return;
    masked = false;
    field("person_id").value = "";
    for (const name of PERSON) if (name !== "name" && field(name).value.includes("*")) field(name).value = "";
  });
  xinfang.combobox(field("class_text"), { url: form.dataset.classes, minimum: 1, first: true, pick: item => {
    field("class_text").value = item.value;
    field("class_id").value = item.id;
    field("purpose").focus();
    later();
  } });
  field("class_text").addEventListener("settled", () => { field("class_id").value = ""; });

  // The document number: faults at once, birth and sex filled in.
  const check = async () => {
    const said = told("id-said"), number = field("id_number").value.trim();
    if (number.length < 5 || number.includes("*") || field("id_kind").value === "account") { said.textContent = ""; return; }
    const data = new FormData();
    data.append("id_kind", field("id_kind").value);
    data.append("id_number", number);
    const answer = await xinfang.ask(form.dataset.id, data);
    if (!answer.ok || answer.redirected || field("id_number").value.trim() !== number) return;
    const found = await answer.json();
    if (found.ok && found.birth) field("birth").value = found.birth;
    if (found.ok && found.sex) field("sex").value = found.sex;
    const age = found.age === null ? "" : said_age(found.age);
    said.textContent = [found.error, age, found.region, found.hint].filter(Boolean).join(" · ");
    said.classList.toggle("bad", !found.ok);
  };
  const said_age = age => who.dataset.age.replace("%", age);
  let checking = 0;
  field("id_number").addEventListener("settled", () => { clearTimeout(checking); checking = setTimeout(check, 300); });
  field("id_kind").addEventListener("change", check);

  // A list typed anew says itself who represents; ticks belong to the list as it was shown.
  if (field("sheet")) field("sheet").addEventListener("settled", () => told("rows").replaceChildren());

  // An accusation names the accused unit, all else may name the unit complained of.
  const [accused, complained] = ["accused", "complained"].map(who => form.querySelector(`[data-field=${who}_unit_id]`));
  const ask_accused = () => { complained.hidden = !(accused.hidden = field("purpose").value !== "accusation"); };
  field("purpose").addEventListener("change", ask_accused);
  ask_accused();

  // A likely repeat: one key or one button.
  const decide = (kind, id) => {
    if (kind === "aside") field("put_aside").value = [field("put_aside").value, id].filter(Boolean).join(",");
    else { field("repeats_matter_id").value = kind === "first" ? "" : id; field("raising_kind").value = kind; }
    field("title").focus();
    refresh();
  };
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-link]");
    if (!button) return;
    event.preventDefault();
    decide(button.dataset.link, (button.closest("[data-matter]") || { dataset: {} }).dataset.matter || "");
  });
  panel.addEventListener("keydown", event => {
    if (composing(event)) return;
    if (event.key === "Escape") { event.preventDefault(); (back || field("name")).focus(); return; }
    const kind = { r: "repeat", j: "joined", i: "aside" }[event.key.toLowerCase()];
    const card = (document.activeElement.closest("[data-matter]")) || panel.querySelector(".alike");
    const offered = kind && card && (kind === "aside" || card.querySelector(`[data-link=${kind}]`)); // a key does what a button offers
    if (offered && !event.ctrlKey && !event.altKey && !event.metaKey) { event.preventDefault(); event.stopPropagation(); decide(kind, card.dataset.matter); }
  });

  // Keys. Enter goes to the next field; only Ctrl+Enter and Alt+S save.
  let back = null;
  const save = act => { form.requestSubmit(form.querySelector(`.save [value=${act}]`)); };
  const print = () => { const link = panel.querySelector("[data-print]"); if (link) link.click(); return Boolean(link); };
  document.addEventListener("keydown", event => {
    if (composing(event) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); save("save"); }
    else if (event.altKey && event.code === "KeyS") { event.preventDefault(); save("next"); }
    else if (event.key === "F4" && !event.altKey) { event.preventDefault(); back = form.contains(document.activeElement) ? document.activeElement : null; (panel.querySelector(".alike button") || panel.querySelector("a, button") || panel).focus(); }
    else if (event.key === "F9" && print()) event.preventDefault();
  });
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input:not([type=file]), select")) return;
    event.preventDefault(); // also for the Enter that confirms a candidate: it must never submit
    if (composing(event)) return;
    const all = [...form.elements].filter(each => each.tabIndex >= 0 && each.type !== "hidden" && !each.disabled && each.offsetParent);
    const next = all[all.indexOf(event.target) + 1];
    if (next) next.focus();
  });
  xinfang.key("p", print);

  // Another channel keeps what is typed; one form is sent once.
  document.querySelectorAll(".cells a").forEach(link => link.addEventListener("click", event => {
    if (!xinfang.draft.changed() && !field("revision").value.match(/[1-9]/)) return;
    event.preventDefault();
    const act = document.createElement("input");
    Object.assign(act, { type: "hidden", name: "act", value: "move" });
    form.append(act);
    form.action = link.href;
    HTMLFormElement.prototype.submit.call(form);
  }));
  // Nothing is sent after the session ended: the sign-in page would take the place of what was typed.
  let sent = false, cleared = false;
  const send = async submitter => {
    const state = xinfang.session ? await xinfang.session.check() : "in";
    cleared = state === "in";
    sent = false;
    if (!cleared) return xinfang.draft.unsent(state);
    form.requestSubmit(submitter);
  };
  form.addEventListener("submit", event => {
    if (sent || !cleared) event.preventDefault();
    if (!sent && !cleared) send(event.submitter);
    else if (cleared) xinfang.draft.stop();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = cleared = false; });
})();
