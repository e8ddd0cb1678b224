// The list with hands on the keyboard: j k move, Enter opens, x selects, Shift selects a range.
(() => {
  const { key, cookie, setCookie, apply } = window.xinfang;
  const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
  const list = document.getElementById("list");
  let here = -1;
  let mark = -1;
  const box = index => rows[index] && rows[index].querySelector("input[name=matter]");
  const stand = index => {
    if (!rows.length) return false;
    if (rows[here]) rows[here].classList.remove("cur");
    here = Math.max(0, Math.min(rows.length - 1, index));
    rows[here].classList.add("cur");
    rows[here].querySelector("td.number a").focus({ preventScroll: true });
    rows[here].scrollIntoView({ block: "nearest" });
  };
  const range = (from, to, on) => {
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) if (box(index)) box(index).checked = on;
    told();
  };
  const told = () => {
    const line = document.querySelector("[data-selected]"), all = document.querySelector("[data-everything]");
    if (line && all && all.checked) line.textContent = all.dataset.everything;
    else if (line) line.textContent = line.dataset.some.replace("#", document.querySelectorAll("input[name=matter]:checked").length);
  };
  key("j", () => stand(here + 1));
  key("k", () => stand(here < 0 ? 0 : here - 1));
  key("Enter", event => {
    if (event.target.closest("a, button, summary, input") || here < 0) return false;
    rows[here].querySelector("td.number a").click();
  });
  key("x", event => {
    if (!box(here)) return false;
    if (event.shiftKey && mark >= 0) range(mark, here, true);
    else { box(here).checked = !box(here).checked; told(); }
    mark = here;
  });
  rows.forEach((row, index) => {
    const tick = box(index);
    if (!tick) return;
    tick.addEventListener("click", event => {
      if (event.shiftKey && mark >= 0) range(mark, index, tick.checked);
      mark = index;
      told();
    });
  });
  // Enter in the box of a mark puts it on; it would press the form's first button otherwise.
  document.querySelectorAll("[data-enter]").forEach(field => field.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    field.form.querySelector(`button[formaction="${field.dataset.enter}"]`).click();
  }));
  document.querySelectorAll("[data-everything]").forEach(all => all.addEventListener("change", told));
  if (list) list.addEventListener("reset", () => setTimeout(told));
  told();
  document.querySelectorAll("[data-density]").forEach(button => {
    const words = button.querySelector("span");
    const name = () => { words.textContent = cookie("density") === "roomy" ? words.dataset.compact : words.dataset.roomy; };
    button.hidden = false;
    button.addEventListener("click", () => {
      setCookie("density", cookie("density") === "roomy" ? "compact" : "roomy");
      apply();
      name();
    });
    name();
  });
  document.querySelectorAll("[data-up]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const item = button.closest("li");
      if (item.previousElementSibling) item.previousElementSibling.before(item);
      button.focus();
    });
  });
})();
