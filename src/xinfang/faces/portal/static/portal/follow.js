// The QR code carries the query code behind '#': browsers never send it; it goes into the field and out of the address.
(() => {
  const code = document.getElementById("code");
  const found = decodeURIComponent(location.hash.slice(1)).match(/^[0-9A-Za-z-]{10,24}$/);
  if (!code || !found) return;
  code.value = found[0];
  history.replaceState(null, "", location.pathname + location.search);
})();
