/** The most lines on one page of a list. */
export const maxPageLines = 15;

/** Which part of a list a page shows. */
export type PagePosition = {
  /** From 1. */
  number: number;
  /** The place of its first line in the whole list, from 1; 0 where the list is empty. */
  from: number;
  /** The place of its last line. */
  to: number;
  /** The lines of the whole list; undefined where they were not counted. */
  total: number | undefined;
  hasNext: boolean;
};

/** A page of a list. */
export type Page<T> = PagePosition & { lines: T[] };

/** Returns a page of a list, and the last one where the list ends before it. */
export function pageOf<T>(all: readonly T[], wanted = 1): Page<T> & { total: number } {
  const number = Math.min(wanted, lastPage(all.length));
  const { offset } = sliceOf(number);
  const page = readPage(all.slice(offset, offset + maxPageLines + 1), number);
  return { ...page, total: all.length };
}

/** Returns a page of which the lines were read, of a list of known length; the last one where the list ends before it. */
export function placedPage<T>(
  lines: readonly T[],
  total: number,
  wanted: number,
): Page<T> & { total: number } {
  const number = Math.min(wanted, lastPage(total));
  const { offset } = sliceOf(number);
  return { ...readPage(lines, number), total, hasNext: offset + lines.length < total };
}

/** Returns the page of rows that were read by `sliceOf`, from a list of unknown length. */
export function readPage<T>(rows: readonly T[], number: number): Page<T> {
  const { offset } = sliceOf(number);
  const lines = rows.slice(0, maxPageLines);
  return {
    lines,
    number,
    from: lines.length === 0 ? 0 : offset + 1,
    to: offset + lines.length,
    total: undefined,
    hasNext: rows.length > maxPageLines,
  };
}

/** The rows of a list to read. */
export type Slice = { offset: number; limit: number };

/** Returns the rows to read for a page: one more than it shows, which tells whether another page follows. */
export const sliceOf = (page: number): Slice => ({
  offset: (page - 1) * maxPageLines,
  limit: maxPageLines + 1,
});

/** Returns the number of the last page of a list. */
export const lastPage = (total: number): number => Math.max(1, Math.ceil(total / maxPageLines));
