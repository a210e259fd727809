/* Row groups that open: the opener is a link (it works without a script); here it opens in place.
   A group whose rows the page did not carry fetches them when first opened. */

export function listenGroups(page, server) {
  page.root.addEventListener("click", async (event) => {
    const opener = event.target.closest("a[data-opener]");
    if (!opener || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const head = opener.closest("tr");
    const body = head.closest("tbody");
    const open = opener.getAttribute("aria-expanded") !== "true";
    if (open && body.dataset.rowsUrl) await fill(page, server, body, head);
    for (const row of body.querySelectorAll("tr[data-learner]")) {
      row.classList.remove("js-hidden");
      row.hidden = !open;
    }
    opener.setAttribute("aria-expanded", String(open));
  });
  page.root.addEventListener("click", (event) => {
    const all = event.target.closest("[data-open-all]");
    if (!all) return;
    const wanted = all.dataset.openAll === "open" ? "false" : "true";
    for (const opener of page.grid.querySelectorAll(`a[data-opener][aria-expanded="${wanted}"]`)) opener.click();
  });
}

async function fill(page, server, body, head) {
  const html = await server.fragment(body.dataset.rowsUrl);
  if (html === null) return;
  head.insertAdjacentHTML("afterend", html);
  delete body.dataset.rowsUrl;
}
