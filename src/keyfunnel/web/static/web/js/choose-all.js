// One box chooses or leaves all the boxes of its form; without this script it isn't shown.
for (const label of document.querySelectorAll("[data-choose-all]")) {
  const box = label.querySelector("input");
  label.hidden = false;
  box.addEventListener("change", () => {
    for (const one of label.closest("form").querySelectorAll('input[name="id"]')) one.checked = box.checked;
  });
}
