import { lastPage, type Page, readPage, type Slice, sliceOf } from '../../src/domain/page.ts';

/** Reads one page of a long table. `count` is asked only where the table ends before that page: the last is read then. */
export async function loadPage<T>(
  wanted: number,
  read: (slice: Slice) => Promise<T[]>,
  count: () => Promise<number>,
): Promise<Page<T>> {
  const rows = await read(sliceOf(wanted));
  if (rows.length > 0 || wanted === 1) return readPage(rows, wanted);
  const last = lastPage(await count());
  return readPage(await read(sliceOf(last)), last);
}
