import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, csvRecord } from '../../../src/domain/text/csv.ts';

/** Reads a file of RFC 4180, by its grammar. */
function readCsv(file: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  for (let at = 0; at < file.length; ) {
    const [, quoted, bare = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(file.slice(at)) ?? [];
    const raw = quoted === undefined ? bare.length : quoted.length + 2;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    at += raw;
    if (file.startsWith('\r\n', at)) {
      records.push(cells);
      cells = [];
      at += 2;
    } else if (file[at] === ',') at += 1;
    else throw new Error(`not CSV at ${at}`);
  }
  return records;
}

describe('a CSV file', () => {
  it.each([
    [['Acme', 3, null], 'Acme,3,'],
    [['Acme, Inc.', 'say "yes"'], '"Acme, Inc.","say ""yes"""'],
    [['two\nlines', ' spaces '], '"two\nlines"," spaces "'],
    [['=1+1', '+44', '-5', '@SUM(A1)'], "'=1+1,'+44,'-5,'@SUM(A1)"],
    [['=HYPERLINK("x","y")'], '"\'=HYPERLINK(""x"",""y"")"'],
    [[' =1', '\t=1', '＝1', '\u200b@x'], "' =1,'\t=1,'＝1,'\u200b@x"],
    [[-5, 0.5], '-5,0.5'],
    [['a=b', 'Café – 1', ''], 'a=b,Café – 1,'],
  ])('has of %j the record %j', (cells, record) => {
    expect(csvRecord(cells)).toBe(record);
  });

  it('reads back as it was written, and no text in it starts a formula', () => {
    const part = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '"',
      ',',
      '\r',
      '\n',
      '\t',
      ' ',
      'a',
      '1',
      'é',
      '\ufeff',
    );
    const cell = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    const record = fc.array(cell, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (records) => {
        const read = readCsv(csvOf(records));
        expect(read.map((cells) => cells.length)).toEqual(records.map((cells) => cells.length));
        for (const [nth, cells] of read.entries())
          for (const [at, shown] of cells.entries()) {
            expect([records[nth]?.[at], `'${records[nth]?.[at]}`]).toContain(
              shown.startsWith("'") ? shown : records[nth]?.[at],
            );
            expect(shown).not.toMatch(/^\s*[=+\-@]/);
          }
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
