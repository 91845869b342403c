import { describe, expect, it } from 'vitest';
import { lastPage, maxPageLines, pageOf, readPage, sliceOf } from '../../src/domain/page.ts';

const list = (length: number) => Array.from({ length }, (_, n) => n + 1);

describe('the pages of a list', () => {
  it.each([0, 1, 14, 15, 16, 29, 30, 31, 45, 1000])('of %i lines are the list, cut', (length) => {
    const all = list(length);
    const pages = list(lastPage(length)).map((number) => pageOf(all, number));
    expect(pages.flatMap(({ lines }) => lines)).toEqual(all);
    for (const page of pages) {
      expect(page.lines.length).toBeLessThanOrEqual(maxPageLines);
      expect(page.lines).toEqual(all.slice(Math.max(0, page.from - 1), page.to));
      expect(page).toMatchObject({ total: length, hasNext: page.to < length });
    }
    expect(pages.slice(1).filter(({ lines }) => lines.length === 0)).toEqual([]);
    expect(pageOf(all, lastPage(length) + 1)).toEqual(pages.at(-1));
  });

  it.each([0, 1, 15, 16, 30, 31])('of %i rows that are read a page at a time are the same', (length) => {
    const all = list(length);
    for (const number of list(lastPage(length))) {
      const { offset, limit } = sliceOf(number);
      const read = readPage(all.slice(offset, offset + limit), number);
      expect({ ...read, total: length }).toEqual(pageOf(all, number));
    }
  });
});
