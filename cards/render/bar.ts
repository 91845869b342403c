const cells = 10;

/** Draws progress as ten cells. Progress above 0 never looks empty, and below 100 never full. */
export function barOf(percent: number): string {
  const share = Math.min(100, Math.max(0, percent)) / 100;
  const filled = share > 0.5 ? Math.floor(share * cells) : Math.ceil(share * cells);
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled);
}
