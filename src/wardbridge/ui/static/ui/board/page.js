/* The board's DOM: finding cells, replacing what a move changed, saying things aloud. No decisions here. */

export class Page {
  constructor(root) {
    this.root = root;
  }

  /* These are looked up each time: a change may have replaced them. */
  get grid() {
    return this.root.querySelector("[data-grid]");
  }

  get loads() {
    return this.root.querySelector("[data-loads]");
  }

  get status() {
    return this.root.querySelector("[data-status]");
  }

  get panel() {
    return this.root.querySelector("[data-panel]");
  }

  /* The grid's cell that an event concerns, or null. */
  cellOf(event) {
    const cell = event.target.closest("td[data-week]");
    return cell && this.grid.contains(cell) ? cell : null;
  }

  say(text, kind = "") {
    this.status.textContent = text || "";
    this.status.dataset.kind = kind;
  }

  row(cell) {
    return cell.closest("tr");
  }

  /* All cells of the block to which a cell belongs. */
  block(cell) {
    const id = cell.dataset.block;
    return id ? [...this.row(cell).querySelectorAll(`td[data-block="${CSS.escape(id)}"]`)] : [cell];
  }

  /* How the server knows a cell's block: the learner's id before the block's own key; a group's cell carries it whole. */
  key(cell) {
    const learner = this.row(cell).dataset.learner;
    return learner ? `${learner}/${cell.dataset.block}` : cell.dataset.block;
  }

  /* Whose cell it is and what it holds: a block says it in its first week. */
  words(cell) {
    const name = this.row(cell).dataset.name;
    return [name, this.block(cell)[0].dataset.say].filter(Boolean).join(" · ");
  }

  panelUrl(row) {
    return row.querySelector("a[data-panel-link]")?.href;
  }

  cell(row, week) {
    return row.querySelector(`td[data-week="${week}"]`);
  }

  load(department, week) {
    return this.loads?.querySelector(`tr[data-department="${CSS.escape(department)}"] td[data-week="${week}"]`);
  }

  clear(...names) {
    for (const name of names) {
      for (const node of this.root.querySelectorAll(`.${name}`)) node.classList.remove(name);
    }
  }

  /* Put the server's new rows in place of the old ones; `moved` lets them slide for a moment. */
  apply(answer) {
    if (answer.revision !== undefined) this.root.dataset.revision = answer.revision;
    for (const [id, html] of Object.entries(answer.html || {})) {
      const old = document.getElementById(id);
      if (!old) continue;
      const holder = document.createElement("template");
      holder.innerHTML = html.trim();
      const fresh = holder.content.firstElementChild;
      keepState(old, fresh);
      old.replaceWith(fresh);
      if (fresh.tagName === "TR") fresh.classList.add("moved");
    }
  }

  /* Load the whole table again, as others left it; open groups stay open. */
  async refresh(server) {
    const html = await server.fragment(location.href);
    if (html === null) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-board]");
    if (!fresh) return;
    const open = [...this.grid.querySelectorAll('tr.board-group a[aria-expanded="true"]')].map((a) => a.closest("tr").id);
    this.root.dataset.revision = fresh.dataset.revision;
    this.grid.replaceWith(fresh.querySelector("[data-grid]"));
    this.loads.replaceWith(fresh.querySelector("[data-loads]"));
    document.getElementById("board-bar").replaceWith(fresh.querySelector("#board-bar"));
    settle(this.root);
    for (const id of open) {
      const opener = document.getElementById(id)?.querySelector("a[data-opener]");
      if (opener?.getAttribute("aria-expanded") === "false") opener.click();
    }
  }

  async open(url, server) {
    if (!this.panel || !url) return;
    const html = await server.fragment(url);
    if (html !== null) this.panel.innerHTML = html;
  }
}

/* What the reader did to a row (opened a group, hid a row) outlives its replacement. */
function keepState(old, fresh) {
  fresh.hidden = old.hidden;
  fresh.classList.remove("js-hidden");
  const was = old.querySelector("a[data-opener]");
  const now = fresh.querySelector("a[data-opener]");
  if (!was || !now) return;
  now.setAttribute("aria-expanded", was.getAttribute("aria-expanded"));
  now.href = was.href;
}

/* Rows that only scripts hide become rows that are hidden, so that groups can open them. */
export function settle(root) {
  for (const row of root.querySelectorAll("tr.js-hidden")) {
    row.classList.remove("js-hidden");
    row.hidden = true;
  }
  const first = root.querySelector("[data-grid] tr:not([hidden]) td[data-week]");
  if (first) first.tabIndex = 0;
}
