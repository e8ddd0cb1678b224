// `::` lists all standard sentences, letters narrow the list; Tab or Enter (or space after all letters) puts the
// marked one in; Esc closes the list; Ctrl+Z takes the sentence back.
(() => {
  const called = /(?:::|：：)([a-z0-9]*)$/i, SHOWN = 8;
  const box = document.createElement("div");
  box.className = "module-hints card"; box.id = "module-hints"; box.hidden = true;
  let field = null, found = [], marked = 0;

  const asked = area => area.selectionStart === area.selectionEnd && called.exec(area.value.slice(0, area.selectionStart));
  const close = () => {
    if (field) { field.removeAttribute("aria-controls"); field.removeAttribute("aria-activedescendant"); }
    box.hidden = true; field = null; found = [];
  };
  const mark = place => {
    marked = (place + found.length) % found.length;
    [...box.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === marked)));
    field.setAttribute("aria-activedescendant", `module-hint-${marked}`);
  };
  const put = text => {
    const area = field, match = asked(area), end = area.selectionStart;
    close();
    area.setSelectionRange(end - match[0].length, end);
    // The browser's own way of typing keeps its undo; where there is none, the text is put in all the same.
    if (document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new InputEvent("input", {bubbles: true}));
  };
  const option = (each, n) => {
    const row = document.createElement("div"), name = document.createElement("b"), text = document.createElement("span");
    row.id = `module-hint-${n}`; row.setAttribute("role", "option");
    name.textContent = `${each.previousElementSibling.dataset.title} ::${each.dataset.letters}`; text.textContent = each.textContent;
    row.append(name, text);
    row.addEventListener("mousedown", event => { event.preventDefault(); put(each.textContent); });
    return row;
  };
  const none = list => {
    const row = document.createElement("p");
    row.setAttribute("role", "status"); row.textContent = list.dataset.none;
    return row;
  };
  const show = area => {
    const list = area.dataset.modules && document.getElementById(area.dataset.modules), match = list && asked(area);
    if (!match) { close(); return; }
    field = area;
    found = [...list.querySelectorAll("[data-letters]")].filter(each => each.dataset.letters.startsWith(match[1].toLowerCase()));
    if (match[1]) found = found.slice(0, SHOWN);
    box.replaceChildren(...(found.length ? found.map(option) : [none(list)]));
    if (found.length) { box.setAttribute("role", "listbox"); box.setAttribute("aria-label", list.dataset.label); } else box.removeAttribute("role");
    area.after(box);
    box.hidden = false;
    area.setAttribute("aria-controls", box.id);
    if (found.length) mark(0); else area.removeAttribute("aria-activedescendant");
  };
  // The exact letters and a space, as one types on; Tab and Enter take what is marked.
  const chosen = key => key === " " ? found.find(each => each.dataset.letters === asked(field)[1].toLowerCase()) : found[marked];
  const move = {ArrowDown: 1, ArrowUp: -1};

  document.addEventListener("input", event => { if (event.target.dataset.modules && !event.isComposing) show(event.target); });
  document.addEventListener("compositionend", event => { if (event.target.dataset.modules) show(event.target); });
  document.addEventListener("focusout", event => { if (event.target === field) close(); });
  document.addEventListener("keydown", event => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    if (!field || event.target !== field || !plain || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); return; }
    if (!found.length || !asked(field)) return;
    if (event.key in move) { event.preventDefault(); mark(marked + move[event.key]); box.children[marked].scrollIntoView({block: "nearest"}); return; }
    const each = [" ", "Tab", "Enter"].includes(event.key) && chosen(event.key);
    if (!each) return;
    event.preventDefault();
    put(each.textContent);
  }, true);
})();
