/* Keyboard: arrows walk the cells; Enter takes a block; then arrows choose week and department, Enter drops, Esc cancels. */

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function visibleRows(grid) {
  return [...grid.querySelectorAll("tbody tr")].filter((row) => !row.hidden && row.querySelector("td[data-week]"));
}

/* The cell `columns` to the side and `rows` below, skipping rows that are closed; null at the edge. */
function neighbour(page, cell, columns, rows) {
  if (columns) return page.cell(page.row(cell), Number(cell.dataset.week) + columns);
  const all = visibleRows(page.grid);
  const row = all[all.indexOf(page.row(cell)) + rows];
  return row ? page.cell(row, cell.dataset.week) : null;
}

export function focusCell(page, cell) {
  for (const old of page.grid.querySelectorAll('td[tabindex="0"]')) old.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: false });
}

export function listenKeys(page, board) {
  page.root.addEventListener("keydown", (event) => {
    const cell = page.cellOf(event);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (board.hold) keyWhileHeld(event, board);
    else keyWhileFree(event, page, board, cell);
  });
  page.root.addEventListener("keydown", (event) => {
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!undo || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    board.act(event.shiftKey ? "redo" : "undo");
  });
}

function keyWhileHeld(event, board) {
  const step = STEPS[event.key];
  if (step) board.hold.step(...step);
  else if (event.key === "Enter" || event.key === " ") board.drop();
  else if (event.key === "Escape") board.cancel();
  else return;
  event.preventDefault();
}

function keyWhileFree(event, page, board, cell) {
  const step = STEPS[event.key];
  if (step) {
    const next = neighbour(page, cell, ...step);
    if (next) focusCell(page, next);
  } else if (event.key === "Home" || event.key === "End") {
    const cells = page.row(cell).querySelectorAll("td[data-week]");
    focusCell(page, cells[event.key === "Home" ? 0 : cells.length - 1]);
  } else if (event.key === "Enter" || event.key === " ") board.take(cell);
  else if (event.key.toLowerCase() === "l") board.lock(cell);
  else return;
  event.preventDefault();
}
