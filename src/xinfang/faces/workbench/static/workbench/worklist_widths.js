// Columns can be drawn wider or narrower; the browser remembers. Arrow keys do the same; double click gives it back.
(() => {
  const table = document.querySelector("[data-rows]");
  if (!table || matchMedia("(max-width: 800px)").matches) return;
  const KEY = "worklist-widths";
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  const widths = read();
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(widths)); } catch { /* kept for this page only */ } };
  const cells = name => table.querySelectorAll(`[data-column="${name}"]`);
  const set = (name, width) => {
    const wide = width ? `${Math.round(Math.min(900, Math.max(48, width)))}px` : "";
    cells(name).forEach(cell => { cell.style.width = wide; cell.style.minWidth = wide; cell.style.maxWidth = wide; cell.classList.toggle("cut", !!wide); });
  };
  table.querySelectorAll("thead th[data-column]").forEach(head => {
    const name = head.dataset.column;
    if (widths[name]) set(name, widths[name]);
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.tabIndex = 0;
    grip.setAttribute("role", "separator");
    grip.setAttribute("aria-orientation", "vertical");
    grip.setAttribute("aria-valuemin", 48);
    grip.setAttribute("aria-valuemax", 900);
    grip.setAttribute("aria-label", `${table.dataset.widthLabel} ${head.textContent.trim()}`);
    head.append(grip);
    const change = width => { widths[name] = width; set(name, width); grip.setAttribute("aria-valuenow", Math.round(width)); };
    grip.setAttribute("aria-valuenow", Math.round(head.getBoundingClientRect().width));
    grip.addEventListener("pointerdown", event => {
      const start = event.clientX;
      const width = head.getBoundingClientRect().width;
      grip.setPointerCapture(event.pointerId);
      const move = moved => change(width + moved.clientX - start);
      grip.addEventListener("pointermove", move);
      grip.addEventListener("pointerup", () => { grip.removeEventListener("pointermove", move); keep(); }, { once: true });
      event.preventDefault();
    });
    grip.addEventListener("keydown", event => {
      const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
      if (!step) return;
      change(head.getBoundingClientRect().width + step);
      keep();
      event.preventDefault();
    });
    grip.addEventListener("dblclick", () => { delete widths[name]; set(name, 0); keep(); });
  });
})();
