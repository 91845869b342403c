import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burnUpPicture } from '../../cards/pictures/burn-up.ts';
import { inFont, widthOf } from '../../cards/pictures/letters.ts';
import { barStates, lookOf } from '../../cards/pictures/states.ts';
import { timelinePicture } from '../../cards/pictures/timeline.ts';
import { hexOf, states } from '../../cards/states.ts';
import { timelinePictureWords } from '../../cards/views/plan/picture-words.ts';
import type { BurnUp } from '../../src/domain/plan/burn-up.ts';
import { anyName, anyPlan, done, on, plan, step, today } from './plans.ts';
import { type Drawing, font, overlap, readSvg, type Text } from './read-svg.ts';
import { expectReadable, thick } from './readable.ts';

const timeline = (...of: Parameters<typeof plan>) => readSvg(timelinePicture(plan(...of), today));

describe('a picture', () => {
  it('of any timeline keeps its texts apart from each other, the lines, the bars and the edge', () => {
    fc.assert(
      fc.property(anyPlan, (facts) => expectReadable(readSvg(timelinePicture(facts, today)))),
      { numRuns: 200 },
    );
  });

  const anyBurnUp = fc
    .record({
      name: anyName,
      changes: fc.array(fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.nat(9_999), fc.nat(9_999)), {
        maxLength: 12,
      }),
      measure: fc.constantFrom('shares' as const, 'pieces' as const),
      target: fc.option(fc.integer({ min: -900, max: 4000 })),
      ready: fc.option(fc.integer({ min: 1, max: 3650 })),
    })
    .map(({ name, changes, measure, target, ready }) => {
      const last = { day: today, done: 3, scope: 9 };
      const points = changes
        .map(([days, some, more]) => ({ day: on(-days), done: some, scope: some + more }))
        .sort((a, b) => a.day.localeCompare(b.day));
      const burnUp: BurnUp = {
        measure,
        points: [...points, last],
        done: 3,
        scope: 9,
        readyOn: ready === null ? null : on(ready),
      };
      return { project: { name, target: target === null ? null : on(target) }, burnUp };
    });

  it('of any burn-up does so too', () => {
    fc.assert(
      fc.property(anyBurnUp, ({ project, burnUp }) =>
        expectReadable(readSvg(burnUpPicture(project, burnUp, today))),
      ),
      { numRuns: 200 },
    );
  });
});

describe('a timeline', () => {
  const rows = (drawing: Drawing) => drawing.texts.filter(({ words }) => /^\d+ · /.test(words));
  const nameIn = (drawing: Drawing): Text[] => {
    const [first] = rows(drawing);
    return drawing.texts.filter(
      ({ left, top }) => left === first?.left && top >= first.top && top < first.top + 45,
    );
  };

  it('cuts a name only where its line is full', () => {
    const name =
      'Sign the framework contract with the hosting provider and archive every annex of it, then tell everybody who waits for it';
    for (let length = 20; length <= name.length; length += 1) {
      const drawing = timeline([step(1, name.slice(0, length).trim(), 9)]);
      const lines = nameIn(drawing);
      expect(
        lines
          .map(({ words }) => words)
          .join(' ')
          .replaceAll('…', ''),
      ).toContain(name.slice(0, 40).slice(0, length).trim());
      const last = lines.at(-1);
      if (last?.words.endsWith('…')) expect(drawing.units.width - 16 - last.right).toBeLessThan(24);
      else expect(lines.map(({ words }) => words).join(' ')).toBe(`1 · ${name.slice(0, length).trim()}`);
    }
  });

  it('draws the lines of today and the go-live in front of the bars', () => {
    const drawing = timeline([step(1, 'Core API', 30, { startDate: on(-9), status: 'in_progress' })]);
    const [bar] = drawing.shapes.filter(({ kind }) => kind === 'bar');
    if (!bar) throw new Error('no bar');
    for (const kind of ['today', 'go-live']) {
      const across = drawing.lines.filter((line) => line.kind === kind && overlap(thick(line), bar));
      expect(across.length).toBeGreaterThan(0);
      for (const line of across) expect(line.at).toBeGreaterThan(bar.at);
    }
  });

  it('shows each state by fill, icon and word', () => {
    const submittedAt = `${on(-1)}T12:00:00.000Z`;
    const all = [
      done(1, 'One', -9),
      step(2, 'Two', -3, { status: 'in_progress' }),
      step(3, 'Three', 3, { status: 'in_progress', submittedAt }),
      step(4, 'Four', 4, { status: 'blocked' }),
      step(5, 'Five', 5, { status: 'in_progress' }),
      step(6, 'Six', 6),
    ];
    const drawing = timeline(all);
    const words = barStates.map((state) => states[state].word);
    expect(drawing.texts.map((text) => text.words)).toEqual(expect.arrayContaining(words));
    const bars = drawing.shapes.filter(({ kind }) => kind === 'bar');
    expect(new Set(bars.map(({ fill }) => fill)).size).toBe(6);
    expect(new Set(barStates.map((state) => lookOf(state).icon.replaceAll(/#[0-9a-f]{6}/g, ''))).size).toBe(
      6,
    );
    expect(timeline(all.slice(0, 1)).texts.map((text) => text.words)).not.toContain('Blocked');
  });

  it('shows how late an open milestone is, whatever its state, and never a done one', () => {
    const lead = (of: Drawing) =>
      of.shapes.filter(({ kind, fill }) => kind === 'lead' && fill === hexOf.red.light);
    const submittedAt = `${on(-1)}T12:00:00.000Z`;
    for (const more of [{}, { status: 'blocked' as const }, { submittedAt }])
      expect(lead(timeline([step(1, 'Late', -5, more)]))).toHaveLength(1);
    expect(lead(timeline([done(1, 'Done', -5), step(2, 'Today', 0)]))).toEqual([]);
  });

  it('keeps near days apart when one is far, and points to it', () => {
    const near = [step(1, 'One', 2), step(2, 'Two', 5), step(3, 'Three', 9)];
    const drawing = timeline([...near, step(4, 'Four', 3650)], { target: on(3600) });
    const ends = drawing.shapes
      .filter(({ kind }) => kind === 'bar')
      .map(({ left, right }) => (left + right) / 2);
    const [one = 0, two = 0, three = 0] = ends;
    expect(two - one).toBeGreaterThan(40);
    expect(three - two).toBeGreaterThan(60);
    expect(drawing.texts.map(({ words }) => words)).toContain('Go-live 15 Oct 2036 →');
  });

  it('shows names in right-to-left scripts, leaves emoji out, and says that it cannot draw the others', () => {
    const of = (name: string) => timeline([step(1, name, 9)]).texts.map(({ words }) => words);
    expect(of('مراجعة الأمان')).toContain('1 · مراجعة الأمان');
    expect(of('השקת בטא')).toContain('1 · השקת בטא');
    expect(of('🚀 Launch  👩‍👩‍👧‍👦')).toContain('1 · Launch');
    const note = /^Some letters cannot be drawn here/;
    for (const [name, shown] of [
      ['Beta in 日本 first', '1 · Beta in … first'],
      ['日本での公開', '1 · …'],
      ['🚀', '1 · …'],
    ] as const) {
      expect(of(name)).toContain(shown);
      expect(of(name).some((words) => note.test(words))).toBe(true);
    }
    expect(of('Beta').some((words) => note.test(words))).toBe(false);
  });

  it('has the same milestones in its alternative text', () => {
    fc.assert(
      fc.property(anyPlan, (facts) => {
        const drawn = rows(readSvg(timelinePicture(facts, today))).map(
          ({ words }) => /^\d+/.exec(words)?.[0],
        );
        const said = timelinePictureWords(
          { ...facts, milestones: facts.milestones.map((one) => ({ ...one, name: 'x' })) },
          today,
        );
        expect([...(said ?? '').matchAll(/(\d+) · x/g)].map(([, number]) => number).sort()).toEqual(
          drawn.sort(),
        );
        // Slack allows 2,000 characters
        expect(timelinePictureWords(facts, today)?.length ?? 0).toBeLessThanOrEqual(2000);
      }),
    );
  });

  it('says what it does not show', () => {
    const many = Array.from({ length: 40 }, (_, nth) => step(nth + 3, `Step ${nth}`, nth));
    const { texts } = timeline([done(1, 'One', -9), step(2, 'Two', null), ...many]);
    const note = texts.slice(-2).map(({ words }) => words);
    expect(note.join(' ')).toBe('Not shown: 1 done, 28 due later, 1 without a date.');
  });
});

describe('the letters', () => {
  it('are never wider than they are measured, and all in the font', () => {
    for (let code = 0x20; code < 0x3000; code += 1) {
      const letter = String.fromCodePoint(code);
      const { text, isWhole } = inFont(`x${letter}x`);
      const drawn = text.slice(1, -1);
      if (!isWhole || drawn.trim() === '') continue;
      const is = {
        code: code.toString(16),
        isKnown: font.has(drawn),
        isMeasured: widthOf(drawn, 1) >= font.widthOf(drawn),
      };
      expect(is).toEqual({ ...is, isKnown: true, isMeasured: true });
    }
  });

  it.each([
    'Sign the framework contract',
    'WAVE Typography, fjord office',
    'Příliš žluťoučký kůň',
    'Релиз для всех клиентов',
    'Έλεγχος ασφαλείας',
    'مراجعة الأمان والخصوصية',
    'השקת בטא לכל הלקוחות',
  ])('of “%s” take up what was measured', (words) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="50"><text x="9" y="30" font-size="20">${words}</text></svg>`;
    const fontFiles = [
      createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
    ];
    const drawn = new Resvg(svg, {
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans Condensed' },
    }).getBBox();
    const measured = widthOf(words, 20);
    expect(drawn?.width).toBeLessThanOrEqual(measured + 0.5);
    expect(drawn?.width).toBeGreaterThan(measured * 0.75);
  });
});
