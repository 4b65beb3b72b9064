// Runs before the page is painted, so that a chosen theme doesn't flash in late.
const chosen = (() => {
  try { return localStorage.getItem("theme"); } catch { return null; }
})();
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
