import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCriterionDay, readDate } from '../../src/dates/dates.ts';
import { languages } from '../../src/dates/names.ts';
import { readDocument } from '../../src/document/read/read.ts';
import { dateOf, dayNumber, formatDate } from '../../src/domain/time/dates.ts';

/** What a plan with this due date is read as; null: no date was found. */
function inPlan(text: string, today: string, more = ''): string | null {
  const read = readDocument(`# P\n\n${more}## Beta\n\n**Due**: ${text}\n`, today);
  if (!read.ok) throw new Error('not read');
  return read.value.milestones.at(-1)?.due ?? null;
}

/** What a typed due date is read as; null: refused or not understood. */
function inLine(text: string, today: string): string | null {
  const read = readDate(text, today);
  return read.is === 'day' ? read.iso : null;
}

const october = '2026-10-20';

describe('a date with a year', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026.03.01', '2026-03-01'],
    ['1.3.2026', '2026-03-01'],
    ['01.03.2026', '2026-03-01'],
    ['Mo, 02.03.2026', '2026-03-02'],
    ['2026年3月1日', '2026-03-01'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', '2026-12-25'],
    ['25-12-2026', '2026-12-25'],
    ['15-Mar-27', '2027-03-15'],
    ['15-Mar-2027', '2027-03-15'],
    ['1 March 2026', '2026-03-01'],
    ['March 1st, 2026', '2026-03-01'],
    ['Sunday, 1 March 2026', '2026-03-01'],
    ['1. März 2026', '2026-03-01'],
    ['1. Maerz 2026', null],
    ['1. MARZ 2026', '2026-03-01'],
    ['Sonntag, 1. März 2026', '2026-03-01'],
    ['So, 1. März 2026', '2026-03-01'],
    ['1er mars 2026', '2026-03-01'],
    ['dimanche 1 mars 2026', '2026-03-01'],
    ['14 juil. 2026', '2026-07-14'],
    ['14 juil 2026', '2026-07-14'],
    ['1 fevrier 2026', '2026-02-01'],
    ['3 de mayo de 2026', '2026-05-03'],
    ['domingo, 3 de mayo de 2026', '2026-05-03'],
    ['1 dic 2026', '2026-12-01'],
    ['1 de out. de 2026', '2026-10-01'],
    ['quinta-feira, 1 de outubro de 2026', '2026-10-01'],
    ['1º de outubro de 2026', '2026-10-01'],
    ['5 giu 2026', '2026-06-05'],
    ['venerdì 5 giugno 2026', '2026-06-05'],
    ['3 mrt 2026', '2026-03-03'],
    ['dinsdag 3 maart 2026', '2026-03-03'],
    ['31 Feb 2026', null],
    ['31. Februar 2026', null],
    ['2026-02-30', null],
    ['2026年2月30日', null],
  ])('means the same when typed and in a plan: %s', (text, date) => {
    expect([inLine(text, october), inPlan(text, october)]).toEqual([date, date]);
  });
});

describe('a date without a year', () => {
  it.each([
    // a due date that is typed lies ahead; a plan tells of what was as well
    ['3 Sep', '2027-09-03', '2026-09-03', '2026-09-03'],
    ['3. September', '2027-09-03', '2026-09-03', undefined],
    ['3 de setembro', '2027-09-03', '2026-09-03', undefined],
    ['9月3日', '2027-09-03', '2026-09-03', undefined],
    ['20 Oct', '2026-10-20', '2026-10-20', '2026-10-20'],
    ['19 Oct', '2027-10-19', '2026-10-19', '2026-10-19'],
    ['18.12.', '2026-12-18', '2026-12-18', '2026-12-18'],
    // more than half a year ago: the next one, in a plan too
    ['15 Mar', '2027-03-15', '2027-03-15', '2027-03-15'],
    ['15 April', '2027-04-15', '2027-04-15', '2027-04-15'],
    ['21 April', '2027-04-21', '2026-04-21', '2026-04-21'],
  ])(
    'is ahead when typed, of the plan’s time in a plan, the nearest in a criterion: %s',
    (text, typed, plan, nearest) => {
      expect([inLine(text, october), inPlan(text, october)]).toEqual([typed, plan]);
      if (nearest) expect(readCriterionDay(text, october)).toBe(nearest);
    },
  );

  it('is of the year that the plan names as its own day, whenever it is imported', () => {
    const dated = '**Current date**: 2023-09-01\n\n';
    expect(inPlan('3 Sep', october, dated)).toBe('2023-09-03');
    expect(inPlan('10 Jan', october, dated)).toBe('2024-01-10');
    expect(inPlan('10 Mar', october, dated)).toBe('2023-03-10');
  });

  it('is of the time of the plan’s own dates, where all of them have long passed', () => {
    expect(inPlan('3 Sep', october, '## Alpha\n\n**Due**: 15 March 2025\n\n')).toBe('2025-09-03');
    expect(inPlan('10 Jan', october, '## Alpha: 1 Nov 2024\n\n- [x] Ship (due 2024-12-01)\n\n')).toBe(
      '2025-01-10',
    );
    expect(inPlan('3 Sep', october, '## Alpha\n\n**Due**: 15 March 2027\n\n')).toBe('2026-09-03');
    expect(inPlan('3 Sep', october, '## Alpha\n\n**Due**: 1 Oct 2026\n\n')).toBe('2026-09-03');
  });
});

describe('10/12/2026', () => {
  it.each(['10/12/2026', '10-12-2026', '10/12'])('is asked back when typed, with both days: %s', (text) => {
    const read = readDate(text, october);
    expect(read).toMatchObject({ is: 'refused', either: ['2026-12-10', expect.stringMatching(/-10-12$/)] });
  });

  it.each([
    ['25/11/2026', '2026-12-10'],
    ['11/25/2026', '2026-10-12'],
    ['21/11 - 25/11', '2026-12-10'],
    ['25-11-2026', '2026-12-10'],
  ])('is read in a plan as %s is', (other, date) => {
    expect(inPlan('10/12/2026', october, `## Alpha\n\n**Due**: ${other}\n\n`)).toBe(date);
  });
});

describe('words of other languages', () => {
  it.each([
    'Ship 3 out of 5',
    'Order 1 set of keys',
    '2 mag issues',
    'Gen 2 hardware',
    'Mars 2026 mission',
    'Upgrade to version 10.12.20',
    'Upgrade to 2024.10.1',
    'Monitoring 24/7: alerts',
    'Read https://example.org/2023/12/21/news.html',
    'Update docs/packet_2025-10-07.md',
  ])('are no date in a plan: %s', (text) => {
    const read = readDocument(`# P\n\n## Beta\n\n- [ ] ${text}\n`, october);
    expect(read.ok && read.value.milestones[0]?.items).toMatchObject([{ text, start: null, date: null }]);
  });

  it.each(['1 set', '3 out', 'set', 'out', 'mag'])('are no date that nobody asked for: %s', (text) => {
    expect(readDate(text, october, { isUnasked: true }).is).toBe('nonsense');
  });

  it('are a date where one is asked for', () => {
    expect(inLine('1 set', october)).toBe('2027-09-01');
    expect(inLine('3 out', october)).toBe('2027-10-03');
  });

  it.each([
    ['freitag', '2026-10-23'],
    ['vendredi', '2026-10-23'],
    ['viernes', '2026-10-23'],
    ['sexta-feira', '2026-10-23'],
    ['venerdì', '2026-10-23'],
    ['venerdi', '2026-10-23'],
    ['vrijdag', '2026-10-23'],
  ])('name the coming weekday: %s', (text, date) => {
    expect(inLine(text, october)).toBe(date);
  });
});

const day = fc.integer({ min: dayNumber('1971-01-01'), max: dayNumber('2199-12-31') }).map(dateOf);

describe('any date', () => {
  const styles = ['full', 'long', 'medium'] as const;
  const writers = languages.flatMap((language) =>
    styles.map((dateStyle) => ({
      name: `${language}, ${dateStyle}`,
      write: new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }),
    })),
  );

  it.each(writers)('reads back on both surfaces as the language writes it: $name', ({ write }) => {
    fc.assert(
      fc.property(day, day, (date, today) => {
        const text = write.format(new Date(date));
        expect([text, inLine(text, today), inPlan(text, today)]).toEqual([text, date, date]);
      }),
      { seed: 20261020, numRuns: 60 },
    );
  });

  it('reads back as our cards, exports and pictures write it', () => {
    fc.assert(
      fc.property(day, (date) => {
        // a card leaves the year out where it is this one
        for (const today of [`${date.slice(0, 4)}-01-01`, '1970-01-01'])
          expect([inLine(formatDate(date, today), today), inLine(date, today)]).toEqual([date, date]);
        expect([inPlan(formatDate(date, '1970-01-01'), date), inPlan(date, date)]).toEqual([date, date]);
      }),
      { seed: 20261021, numRuns: 200 },
    );
  });

  it('with a year that is typed as one is the same in a plan', () => {
    const months = fc.constantFrom(
      'Mar',
      'march',
      'März',
      'mai',
      'sept.',
      'okt',
      'dic',
      'août',
      'Fevereiro',
      'foo',
    );
    const text = fc
      .tuple(
        fc.constantFrom('', 'Fri ', 'vendredi '),
        fc.integer({ min: 0, max: 33 }),
        fc.constantFrom(' ', '. ', ' de ', '-', '/', 'er '),
        fc.oneof(months, fc.integer({ min: 0, max: 14 }).map(String)),
        fc.constantFrom(' ', ', ', ' de ', '-', '/', '.'),
        fc.integer({ min: 1969, max: 2201 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (said) => {
        const typed = inLine(said, october);
        if (typed !== null) expect([said, inPlan(said, october)]).toEqual([said, typed]);
      }),
      { seed: 20261023, numRuns: 2_000 },
    );
  });
});
