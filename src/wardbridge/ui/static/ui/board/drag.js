/* Pointer: press a block and pull it. Over a week of its own row it changes week; over the load table, department and
   week; over another learner's block, the two change places. Touch scrolls, so there a tap selects and the side panel moves. */

const FAR = 6; // pixels before a press becomes a pull

function under(page, event) {
  const node = document.elementFromPoint(event.clientX, event.clientY);
  const cell = node?.closest("td[data-week]");
  return cell && page.root.contains(cell) ? cell : null;
}

function aimAt(page, board, cell) {
  const hold = board.hold;
  const row = page.row(cell);
  const week = Number(cell.dataset.week);
  board.partner = null;
  if (row.dataset.department) hold.aim(row.dataset.department, week - board.grip);
  else if (row === hold.row) hold.aim(hold.department, week - board.grip);
  else if (cell.dataset.block) board.aimAtBlock(cell);
}

export function listenDrag(page, board) {
  let press = null;
  page.root.addEventListener("pointerdown", (event) => {
    const cell = page.cellOf(event);
    if (!cell?.dataset.block || event.pointerType === "touch" || event.button !== 0 || !board.mayWrite) return;
    press = { cell, x: event.clientX, y: event.clientY, taken: false };
  });
  page.root.addEventListener("pointermove", async (event) => {
    if (!press) return;
    if (!press.taken && Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR) {
      press.taken = true;
      document.getSelection()?.removeAllRanges();
      await board.take(press.cell, { quiet: true });
    }
    const cell = board.hold && press?.taken ? under(page, event) : null;
    if (cell) aimAt(page, board, cell);
  });
  document.addEventListener("pointerup", () => {
    const taken = press?.taken;
    press = null;
    if (taken) board.dropFromPull();
  });
  document.addEventListener("pointercancel", () => {
    press = null;
    board.cancel();
  });
  page.root.addEventListener("click", (event) => {
    const load = event.target.closest("[data-loads] td[data-week]");
    if (load && board.hold) {
      board.hold.aim(page.row(load).dataset.department, Number(load.dataset.week));
      board.drop();
    }
  });
}
