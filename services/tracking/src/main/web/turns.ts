/** What waits to be drawn, in the order in which it came. */
const waiting = new Set<() => void>();

/** Draws when it is its turn, each drawing in a task of its own: two dozen charts at once kept the page from answering for more than a second. */
export function inTurn(draw: () => void): void {
  waiting.add(draw);
  if (waiting.size === 1) {
    setTimeout(next);
  }
}

function next(): void {
  const [draw] = waiting;
  if (draw === undefined) {
    return;
  }
  try {
    draw();
  } finally {
    waiting.delete(draw);
    if (waiting.size > 0) {
      setTimeout(next);
    }
  }
}
