/* The panes of the board show the same weeks: scrolling one to the side scrolls the other. */

export function listenScroll(root) {
  const panes = [...root.querySelectorAll("[data-scroll]")];
  for (const pane of panes) {
    pane.addEventListener("scroll", () => {
      for (const other of panes) {
        if (other !== pane && Math.abs(other.scrollLeft - pane.scrollLeft) > 1) other.scrollLeft = pane.scrollLeft;
      }
    }, { passive: true });
  }
}
