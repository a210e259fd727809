/* A file may be dropped anywhere on the form; the upload shows its own progress. Without this file it is a plain form. */

function listen(form) {
  const input = form.querySelector('input[type="file"]');
  const name = form.querySelector("[data-file-name]");
  const bar = form.querySelector("progress");
  const show = () => {
    if (input.files.length) name.textContent = input.files[0].name;
  };
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
    form.requestSubmit();
  });
  input.addEventListener("change", show);
  form.addEventListener("htmx:xhr:progress", (event) => {
    if (!event.detail.total) return;
    bar.hidden = false;
    bar.value = event.detail.loaded / event.detail.total;
  });
}

for (const form of document.querySelectorAll("form[data-drop]")) listen(form);
