// The button that turns light into dark and back; charts redraw on "themechange".
const root = document.documentElement;
const system = window.matchMedia("(prefers-color-scheme: dark)");
const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private windows may refuse */ }
    document.dispatchEvent(new Event("themechange"));
  });
}
system.addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
