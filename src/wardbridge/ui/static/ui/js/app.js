// Small conveniences on top of pages that work without them.

// Ctrl K (or Command K): to the search box.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const box = document.querySelector("[data-search-box]");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
  if (event.key === "Escape") {
    closeMenus(null, true);
  }
});

// Menus are <details>: one open at a time, closed by a click elsewhere or Escape.
function closeMenus(except, giveBackFocus = false) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) {
      if (giveBackFocus && menu.contains(document.activeElement)) {
        menu.querySelector("summary").focus();
      }
      menu.open = false;
    }
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

// A filter form sends itself when a select changes; the button stays for readers without scripts.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto-submit]");
  if (form && event.target.matches("select, input[type=date], input[type=checkbox]")) {
    form.requestSubmit();
  }
});

// Empty fields stay out of the address, so that a filtered page has a short one to share.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get") {
    for (const control of form.elements) {
      control.disabled ||= Boolean(control.name) && control.value === "";
    }
  }
});
window.addEventListener("pageshow", () => {
  for (const control of document.querySelectorAll("form[method=get] :disabled")) {
    control.disabled = false;
  }
});

// Copy buttons: data-copy names the id of the field that holds the text.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  const said = document.getElementById(button.dataset.said);
  said.textContent = button.dataset.done;
});

// Print buttons.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});
