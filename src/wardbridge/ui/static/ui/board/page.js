/* The board's DOM: finding cells, replacing what a move changed, saying things aloud. No decisions here. */

export class Page {
  constructor(root) {
    this.root = root;
    this.grid = root.querySelector("[data-grid]");
    this.loads = root.querySelector("[data-loads]");
    this.status = root.querySelector("[data-status]");
    this.panel = root.querySelector("[data-panel]");
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
      const hidden = old.hidden;
      const holder = document.createElement(old.tagName === "TR" ? "tbody" : "template");
      holder.innerHTML = html;
      const fresh = (holder.content || holder).firstElementChild;
      fresh.hidden = hidden;
      old.replaceWith(fresh);
      if (fresh.tagName === "TR") fresh.classList.add("moved");
    }
    this.loads = this.root.querySelector("[data-loads]");
    this.panel = this.root.querySelector("[data-panel]");
  }

  async open(url, server) {
    if (!this.panel || !url) return;
    const html = await server.fragment(url);
    if (html !== null) this.panel.innerHTML = html;
  }
}
