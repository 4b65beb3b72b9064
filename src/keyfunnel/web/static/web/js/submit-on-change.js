// A select marked data-submit sends its form when changed; without scripts, the form's button does.
// Nobody else hears of the change: what asks anew about the form as it stands would be answered on the next page.
document.addEventListener(
  "change",
  (event) => {
    if (!event.target.matches("[data-submit]")) return;
    event.stopPropagation();
    event.target.form.requestSubmit();
  },
  { capture: true },
);
