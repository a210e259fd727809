/* The planning board: what the reader does, in order. The table itself is the server's; without this file it can be read. */

import { listenDrag } from "./drag.js";
import { listenGroups } from "./groups.js";
import { Hold } from "./hold.js";
import { focusCell, listenKeys } from "./keys.js";
import { Page, settle } from "./page.js";
import { listenScroll } from "./scroll.js";
import { Server } from "./server.js";

class Board {
  constructor(root) {
    this.root = root;
    this.page = new Page(root);
    this.server = new Server(root);
    this.hold = null;
    this.partner = null;
    this.grip = 0;
    this.taking = null;
    this.mayWrite = root.dataset.mayWrite === "true";
  }

  /* Take a block in the hand; the server answers with a verdict for every place it could go to. */
  async take(cell, { quiet = false } = {}) {
    this.open(cell);
    if (!cell.dataset.block || !this.mayWrite) return this.tell(cell);
    const own = Symbol("take");
    this.taking = own;
    this.grip = quiet ? this.page.block(cell).indexOf(cell) : 0;
    const group = cell.dataset.group === "true";
    const answer = await this.server.post("targets", { block: this.page.key(cell), group });
    if (this.taking !== own || !answer) return undefined;
    this.taking = null;
    if (!answer.ok) return this.page.say(answer.say, "bad");
    this.hold = new Hold(this.page, cell, answer);
    if (!quiet) this.page.say(answer.say);
    if (this.released) this.dropFromPull();
    return undefined;
  }

  tell(cell) {
    this.page.say(this.page.words(cell));
  }

  open(cell) {
    this.show(this.page.panelUrl(this.page.row(cell)));
  }

  show(url) {
    if (!url) return;
    this.shown = url;
    this.page.open(url, this.server);
  }

  async aimAtBlock(cell) {
    this.partner = this.page.key(cell);
    const key = `${this.hold.block} ${this.partner}`;
    if (this.asked === key) return;
    this.asked = key;
    this.page.clear("target");
    for (const one of this.page.block(cell)) one.classList.add("target");
    const answer = await this.server.post("check", { block: this.hold.block, partner: this.partner }, { latest: true });
    if (answer && this.hold) this.page.say(answer.say, answer.ok ? "good" : "bad");
  }

  async drop() {
    const hold = this.hold;
    if (!hold) return;
    const body = this.partner
      ? { block: hold.block, partner: this.partner }
      : { block: hold.block, department: hold.department, week: hold.week, group: hold.group };
    if (!this.partner && !hold.moved) {
      this.cancel();
      return;
    }
    const known = this.partner ? undefined : hold.choice()?.say;
    this.letGo();
    await this.act("move", body, known); // the verdict came when the block was taken; the server's word on the act follows
  }

  /* The pointer was lifted: drop where it points; when the answer to `take` is still under way, wait for it. */
  dropFromPull() {
    this.released = Boolean(this.taking);
    if (this.released) return;
    if (this.hold) this.drop();
  }

  letGo() {
    this.hold?.release();
    this.hold = null;
    this.partner = null;
    this.asked = null;
    this.taking = null;
    this.released = false;
  }

  cancel() {
    if (!this.hold && !this.taking) return;
    this.letGo();
    this.page.say(this.root.dataset.sayCancelled);
  }

  async lock(cell) {
    if (cell.dataset.block && this.mayWrite) await this.act("lock", { block: this.page.key(cell) });
  }

  /* Acts go to the server one after the other, each on the draft as the one before left it. */
  act(action, body = {}, saying = this.root.dataset.sayWorking) {
    this.page.say(saying);
    this.last = (this.last || Promise.resolve()).then(() => this.carryOut(action, body));
    return this.last;
  }

  /* One verb: send it, show what changed, keep the reader where he was. */
  async carryOut(action, body) {
    const here = document.activeElement?.closest?.("td[data-week]");
    const seat = here && { row: this.page.row(here).id, week: here.dataset.week };
    const answer = await this.server.post(action, body);
    if (!answer) return;
    this.page.clear("moved");
    if (answer.stale) await this.page.refresh(this.server);
    this.page.apply(answer);
    const row = seat && document.getElementById(seat.row);
    if (row && !row.hidden) focusCell(this.page, this.page.cell(row, answer.focusWeek ?? seat.week));
    this.page.say(answer.say, answer.ok ? "good" : "bad"); // after the focus, which says what its cell holds
    if (this.shown) this.page.open(this.shown, this.server);
  }
}

function listenButtons(page, board) {
  page.root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    event.preventDefault();
    board.act(button.dataset.act, button.dataset.body ? JSON.parse(button.dataset.body) : {});
  });
}

/* A click selects: it shows the learner in the side panel and says what the cell holds. */
function listenSelect(page, board) {
  page.root.addEventListener("click", (event) => {
    const cell = page.cellOf(event);
    if (!cell || board.hold) return;
    focusCell(page, cell);
    board.open(cell);
    board.tell(cell);
  });
  page.root.addEventListener("click", (event) => {
    const name = event.target.closest("a[data-panel-link]");
    if (!name || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    board.show(name.href);
  });
  page.root.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td[data-week]");
    if (cell && !board.hold) board.tell(cell);
  });
  page.root.addEventListener("mouseover", (event) => {
    const load = event.target.closest("[data-loads] td[data-say]");
    if (load && !board.hold) page.say(load.dataset.say);
  });
}

/* The load table stays open or closed as its reader left it; on a phone it begins closed. */
function remember(box) {
  if (!box) return;
  const kept = localStorage.getItem(box.dataset.remember);
  box.open = kept ? kept === "open" : !matchMedia("(max-width: 40rem)").matches;
  box.addEventListener("toggle", () => localStorage.setItem(box.dataset.remember, box.open ? "open" : "closed"));
}

function start(root) {
  const board = new Board(root);
  listenKeys(board.page, board);
  listenGroups(board.page, board.server);
  listenSelect(board.page, board);
  listenButtons(board.page, board);
  listenScroll(root);
  if (board.mayWrite) listenDrag(board.page, board);
  settle(root);
  remember(root.querySelector("details[data-remember]"));
  root.classList.add("is-live");
}

for (const root of document.querySelectorAll("[data-board]")) start(root);
