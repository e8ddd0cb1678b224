// The drop zone shows that it takes a file; the file field itself does the taking, with or without this.
(() => {
  const zone = document.querySelector(".drop");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]");
  const over = on => event => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", event => {
    over(false)(event);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
})();
