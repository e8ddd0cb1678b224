// What may be typed at most is counted along, never cut: from four fifths on it stands under the field. Who
// hears the page is told once the typing rests. Without this the server refuses, in the same words.
(() => {
  const told = document.querySelector("meta[name=counting]");
  if (!told) return;
  const counts = new WeakMap();
  const line = (field, hidden) => {
    const made = document.createElement("p");
    made.className = hidden ? "visually-hidden" : "counting";
    made.setAttribute(hidden ? "role" : "aria-hidden", hidden ? "status" : "true");
    field.after(made);
    return made;
  };
  // As the server counts: characters without the space around them, a line's end as the two that are sent.
  const length = text => [...text.trim().replace(/\r?\n/g, "\r\n")].length;
  const count = field => {
    const most = Number(field.dataset.most), now = length(field.value), near = now >= most * .8;
    if (!near && !counts.has(field)) return;
    if (!counts.has(field)) counts.set(field, { heard: line(field, true), seen: line(field, false) });
    const { heard, seen } = counts.get(field);
    const words = near ? told.content.replace("{most}", most).replace("{now}", now) : "";
    seen.textContent = words;
    seen.classList.toggle("over", now > most);
    clearTimeout(counts.get(field).rest);
    counts.get(field).rest = setTimeout(() => { heard.textContent = words; }, 1000);
  };
  document.addEventListener("input", event => { if (event.target.dataset.most) count(event.target); });
  document.querySelectorAll("[data-most]").forEach(count);
})();
