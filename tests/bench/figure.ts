/** One line of the bench: a measurement and its target. */
export type Figure = {
  name: string;
  /** Formatted, with its unit. */
  value: string;
  /** Formatted; absent where the figure only informs. */
  wanted?: string;
  ok?: boolean;
};

/** Returns a figure with a minimum. `goal` is a later target. */
export function atLeast(name: string, value: number, wanted: number, goal?: number): Figure {
  const hoped = goal === undefined ? '' : ` (goal ${goal})`;
  return { name, value: round(value), wanted: `at least ${wanted}${hoped}`, ok: value >= wanted };
}

/** Returns a figure with a maximum. */
export function atMost(name: string, value: number, wanted: number, unit = ''): Figure {
  return { name, value: round(value) + unit, wanted: `at most ${wanted}${unit}`, ok: value <= wanted };
}

/** Returns a figure that explains another. */
export const note = (name: string, value: string): Figure => ({ name, value });

/** Rounds to three significant digits. */
export const round = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** Returns the median; of an even number, the upper of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Returns the value that the given share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Formats the figures as a table. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['Figure', 'Value', 'Wanted', ''],
    ...figures.map(({ name, value, wanted = '', ok }) => [
      name,
      value,
      wanted,
      ok === undefined ? '' : ok ? 'ok' : 'not',
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
