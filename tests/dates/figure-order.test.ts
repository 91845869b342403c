import { describe, expect, it } from 'vitest';
import { monthFirst, orderOf } from '../../src/dates/reader.ts';
import { readDocument } from '../../src/document/read/read.ts';
import { inOtherOrder } from '../../src/domain/documents/figure-order.ts';

const today = '2026-10-20';

function read(text: string, by: Parameters<typeof readDocument>[2] = {}) {
  const outcome = readDocument(text, today, by);
  if (!outcome.ok) throw new Error('not read');
  return outcome.value;
}
const plan = (due: string, more = '') => `# P\n\n## Beta\n\n**Due**: ${due}\n\n${more}`;
const dueOf = ({ milestones }: ReturnType<typeof read>) => milestones[0]?.due;

describe('the order in which somebody reads figures', () => {
  it.each([
    [{}, undefined],
    [{ zone: 'UTC' }, undefined],
    [{ zone: 'Etc/GMT+5' }, undefined],
    [{ zone: 'nowhere' }, undefined],
    [{ zone: 'Europe/Berlin' }, 'day'],
    [{ zone: 'Asia/Kolkata' }, 'day'],
    [{ zone: 'Asia/Calcutta' }, 'day'],
    [{ zone: 'America/Sao_Paulo' }, 'day'],
    [{ zone: 'America/New_York' }, 'month'],
    [{ zone: 'America/Indiana/Indianapolis' }, 'month'],
    [{ zone: 'Pacific/Honolulu' }, 'month'],
    [{ zone: 'Asia/Manila' }, 'month'],
    [{ language: 'en-GB', zone: 'America/New_York' }, 'day'],
    [{ language: 'en_US', zone: 'Europe/Berlin' }, 'month'],
    [{ language: 'en', zone: 'Europe/Berlin' }, 'day'],
    [{ language: 'en' }, undefined],
    [{ language: 'de' }, 'day'],
    [{ language: 'ja-JP' }, 'month'],
    [{ language: '???', zone: 'Europe/Paris' }, 'day'],
  ])('%o', (by, order) => {
    expect(orderOf(by)).toBe(order);
  });

  it.each(monthFirst.map((region) => [region]))(
    'has the month first in %s, as the runtime has it',
    (region) => {
      const { language } = new Intl.Locale(`und-${region}`).maximize();
      const format = new Intl.DateTimeFormat([`${language}-${region}`, `en-${region}`], {
        dateStyle: 'short',
      });
      expect(format.formatToParts(0).find(({ type }) => type !== 'literal')?.type).toBe('month');
    },
  );
});

describe('a document with 10/12/2026', () => {
  it.each([
    ['Europe/Berlin', '2026-12-10', 'day', 'reader'],
    ['America/New_York', '2026-10-12', 'month', 'reader'],
    ['UTC', '2026-10-12', 'month', 'default'],
  ])('is read as people in %s read it, and says so', (zone, due, order, by) => {
    const document = read(plan('10/12/2026'), { zone });
    expect([dueOf(document), document.figures]).toMatchObject([due, { order, by, example: '10/12/2026' }]);
  });

  it.each([
    ['25/11/2026', '2026-12-10'],
    ['11/25/2026', '2026-10-12'],
  ])('is read as its other dates tell, wherever it is imported: %s', (other, due) => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'UTC']) {
      const document = read(plan('10/12/2026', `- [ ] Ship (${other})\n`), { zone });
      expect([dueOf(document), document.figures]).toEqual([due, undefined]);
    }
  });

  it('is a guess where its other dates contradict each other', () => {
    const both = plan('10/12/2026', '- [ ] Ship (25/11/2026)\n- [ ] Tell (11/25/2026)\n');
    expect(read(both, { zone: 'Europe/Berlin' }).figures?.by).toBe('reader');
  });

  it('says nothing of the order where the plan is the same either way', () => {
    for (const text of ['2026-12-10', '10.12.2026', '11/11/2026', '25/11/2026'])
      expect(read(plan(text)).figures).toBeUndefined();
    expect(read(plan('2026-12-10', 'Available 10/12/2026x or 1/2 of it.\n')).figures).toBeUndefined();
  });

  it('is read the other way round on request, and back', () => {
    const document = read(plan('10/12/2026', '- [ ] Ship (11/12/2026)\n'), { zone: 'Europe/Berlin' });
    const other = inOtherOrder(document);
    const back = other && inOtherOrder(other);
    expect([dueOf(document), other && dueOf(other), back && dueOf(back)]).toEqual([
      '2026-12-10',
      '2026-10-12',
      '2026-12-10',
    ]);
    expect(other?.milestones[0]?.items[0]?.date).toBe('2026-11-12');
    expect([other?.figures?.by, other?.figures?.order]).toEqual(['choice', 'month']);
    expect(inOtherOrder(read(plan('2026-12-10')))).toBeUndefined();
  });
});
