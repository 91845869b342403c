/** A value of a cell; null is an empty one. */
export type Cell = string | number | null;

/** Returns one record of RFC 4180, without its line end. Numbers stay numbers; texts are never formulas. */
export const csvRecord = (cells: readonly Cell[]): string => cells.map(cellOf).join(',');

/** Returns records as a file of RFC 4180. */
export const csvOf = (records: readonly (readonly Cell[])[]): string =>
  records.map((cells) => `${csvRecord(cells)}\r\n`).join('');

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = isFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A spreadsheet runs a text as a formula that starts with one of these, in their full width too, or after white space. */
const isFormula = /^[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;
