// Before the first paint: the chosen theme, or the system's. Bootstrap and our tokens read the same attributes.
(() => {
  const root = document.documentElement;
  const cookie = name => (document.cookie.match(new RegExp("(?:^|; )" + name + "=([^;]*)")) || [])[1] || "";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const theme = cookie("theme") || (system.matches ? "dark" : "light");
    root.dataset.theme = theme;
    root.dataset.bsTheme = theme;
    if (cookie("density")) root.dataset.density = cookie("density");
  };
  apply();
  system.addEventListener("change", apply);
  window.xinfang = { cookie, apply, setCookie: (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`; } };
})();
