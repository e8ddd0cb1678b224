// `::` and a sentence's letters, then space or Tab, become the sentence; Ctrl+Z takes it back.
(() => {
  const called = /(?:::|：：)([a-z0-9]+)$/i;
  const sentence = (field, letters) => {
    const list = document.getElementById(field.dataset.modules);
    const found = list && list.querySelector(`[data-letters="${letters.toLowerCase()}"]`);
    return found && found.textContent;
  };
  const put = (field, text) => {
    // The browser's own way of typing keeps its undo; where there is none, the text is put in all the same.
    if (document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  };
  document.addEventListener("keydown", event => {
    const field = event.target, plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    if (![" ", "Tab"].includes(event.key) || !plain || event.isComposing || event.keyCode === 229) return;
    if (!(field instanceof HTMLTextAreaElement) || !field.dataset.modules || field.selectionStart !== field.selectionEnd) return;
    const end = field.selectionStart, match = called.exec(field.value.slice(0, end));
    const text = match && sentence(field, match[1]);
    if (!text) return;
    event.preventDefault();
    field.setSelectionRange(end - match[0].length, end);
    put(field, text);
  });
})();
