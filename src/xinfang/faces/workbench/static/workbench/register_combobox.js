// A box with suggestions (ARIA combobox): ↑↓ Enter Esc. Asks by POST, so that no name stands in an address.
(() => {
  const { xinfang } = window;
  xinfang.ask = (url, data, signal) => fetch(url, {
    method: "POST", body: data, signal, credentials: "same-origin",
    headers: { "X-CSRFToken": (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "" },
  });
  const composing = event => event.isComposing || event.keyCode === 229;
  let count = 0;
  // options: url; minimum (characters); first: the best is marked at once; pick(item); found(answer).
  xinfang.combobox = (input, { url, minimum = 2, first = false, pick, found: heard }) => {
    const list = document.createElement("ul");
    list.id = `suggestions-${++count}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.getAttribute("aria-label") || (input.labels[0] || {}).textContent || "");
    list.hidden = true;
    input.parentElement.classList.add("anchor");
    input.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id], ["autocomplete", "off"]]) input.setAttribute(name, value);
    let items = [], at = -1, timer = 0, running = null;
    const mark = index => {
      at = index;
      [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
    };
    const close = () => { clearTimeout(timer); if (running) running.abort(); list.hidden = true; items = []; input.setAttribute("aria-expanded", "false"); mark(-1); };
    const take = index => { const item = items[index]; close(); if (heard) heard({ items, more: false }); pick(item); };
    const show = found => {
      items = found.items;
      if (heard) heard(found);
      list.replaceChildren(...items.map((item, place) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${place}`;
        row.setAttribute("role", "option");
        for (const [tag, text] of [["b", item.text], ["span", item.note], ["i", item.end]]) {
          if (!text) continue;
          const part = document.createElement(tag);
          part.textContent = text;
          row.append(part);
        }
        row.addEventListener("mousedown", event => { event.preventDefault(); take(place); });
        return row;
      }));
      list.hidden = items.length === 0;
      input.setAttribute("aria-expanded", String(items.length > 0));
      mark(first && items.length ? 0 : -1);
    };
    const look = async () => {
      if (running) running.abort();
      const text = input.value.trim();
      if (text.length < minimum || text.includes("*")) return close();
      running = new AbortController();
      const data = new FormData();
      data.append("text", text);
      try {
        const answer = await xinfang.ask(url, data, running.signal);
        if (!answer.ok || answer.redirected) return;
        const found = await answer.json();
        if (input.value.trim() === text && document.activeElement === input) show(found);
      } catch (fault) { if (fault.name !== "AbortError") close(); }
    };
    input.addEventListener("settled", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", event => {
      if (composing(event) || list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); mark((at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length); }
      else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
      else if (event.key === "Enter" && !event.ctrlKey && at >= 0) { event.preventDefault(); event.stopPropagation(); take(at); }
    });
    return { close };
  };
})();
