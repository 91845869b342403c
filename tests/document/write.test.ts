import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../src/document/write/write.ts';
import {
  type DocumentItem,
  type DocumentMilestone,
  emptyDocument,
  type PlanDocument,
} from '../../src/domain/documents/document.ts';
import { plans, read, today } from './shown.ts';

/** The plan alone: what was not read of a source is not part of it. */
const planOf = ({ unread: _, remarks: __, ...plan }: PlanDocument) => plan;

/** Texts that could be taken for something else. */
const scraps =
  'Ship it¦Feb 10¦2026-02-31¦(P0)¦P1¦50%¦@ana¦Owner: Bo¦Due: Feb 3¦Status: done¦**bold**¦`code`¦``¦|¦' +
  '\\|¦\\¦#¦- ¦* ¦[x]¦[ ]¦✅¦🔄¦~~out~~¦---¦===¦Risks¦Decisions¦Timeline¦Notes¦Completed¦Criteria:¦' +
  'Fallback: x¦Launch date: Mar 3¦>¦Week 2¦Month 1¦T-3¦Monday¦due Friday¦ · ¦: ¦, ¦ and ¦→¦If x¦1.¦<b>¦' +
  '<!--¦âœ…¦Ã©¦סיכון¦"quotes"¦“smart”¦_x_¦  ¦(¦)¦TBD¦Launch Day¦Current date: 1 Mar';
const scrap = fc.constantFrom(...scraps.split('¦'));
const text = fc
  .oneof(
    fc.array(scrap, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  )
  .map((value) => value.replaceAll(/[\r\n\0\u2028\u2029]/g, ' ').trim())
  .filter((value) => value !== '');
const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const name = text.map((value) => value.replace(/^[@\s]+/, '')).filter((value) => value !== '');
const priority = fc.constantFrom('p0', 'p1', 'p2', 'p3');

const item: fc.Arbitrary<DocumentItem> = fc.record({
  text,
  state: fc.constantFrom('open', 'done', 'in_progress', 'waiting', 'failed'),
  start: maybe(day),
  date: maybe(day),
  priority: maybe(priority),
  owner: maybe(name),
  depth: fc.nat(3),
});
/** An item is at most one deeper than the one before it. */
const items = fc.array(item, { maxLength: 5 }).map((list) => {
  let last = -1;
  return list.map((one) => {
    last = Math.min(one.depth, last + 1);
    return { ...one, depth: last };
  });
});
const milestone: fc.Arbitrary<DocumentMilestone> = fc.record({
  name: text,
  parent: fc.constant(null),
  start: maybe(day),
  due: maybe(day),
  status: fc.constantFrom('upcoming', 'in_progress', 'blocked', 'done', 'dropped'),
  priority: maybe(priority),
  share: maybe(fc.integer({ min: 0, max: 100 })),
  owner: maybe(name),
  description: fc.array(text, { maxLength: 2 }),
  items,
});

/** A tree at most five deep, in the order of its outline. */
const milestones = fc.array(fc.tuple(milestone, fc.nat(4)), { maxLength: 6 }).map((list) => {
  const path: number[] = [];
  return list.map(([one, wanted], at) => {
    path.length = Math.min(wanted, path.length);
    const parent = path.at(-1) ?? null;
    path.push(at);
    return { ...one, parent };
  });
});

const plan: fc.Arbitrary<PlanDocument> = fc.record({
  title: maybe(text),
  today: day,
  target: maybe(day),
  description: fc.array(text, { maxLength: 3 }),
  milestones,
  decisions: fc.array(
    fc.record({
      question: text,
      on: maybe(day),
      criteria: fc.array(text, { maxLength: 3 }),
      fallback: maybe(text),
      voters: fc.array(name, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  metrics: fc.array(fc.record({ name: text, target: maybe(text), checkpoint: maybe(fc.oneof(day, text)) }), {
    maxLength: 2,
  }),
  risks: fc.array(
    fc.record({
      text,
      level: maybe(fc.constantFrom('high', 'medium', 'low')),
      resolveBy: maybe(day),
      owner: maybe(name),
      milestone: maybe(text),
    }),
    { maxLength: 2 },
  ),
  dependencies: fc.array(fc.record({ milestone: text, requires: text }), { maxLength: 2 }),
  contingencies: fc.array(fc.record({ on: maybe(day), when: text, action: text }), { maxLength: 2 }),
  cadence: fc.array(fc.record({ what: text, rule: fc.oneof(day, text) }), { maxLength: 2 }),
  unread: fc.constant([]),
  remarks: fc.constant([]),
}) as fc.Arbitrary<PlanDocument>;

describe('a plan written as Markdown', () => {
  it.each(plans)('reads again to what $name said', async ({ name: file, text: source }) => {
    const first = read(source);
    const written = writeDocument(first);
    await expect(written).toMatchFileSnapshot(`written/${file.replace('.txt', '.md')}`);
    // the day of reading does not matter: the document names its own
    expect(planOf(read(written, '2031-07-07'))).toEqual(planOf(first));
    expect(writeDocument(read(written))).toBe(written);
  });

  it('reads again to the same plan, whatever stands in its texts', () => {
    fc.assert(
      fc.property(plan, (one) => {
        expect(planOf(read(writeDocument(one), '2031-07-07'))).toEqual(planOf(one));
      }),
      { numRuns: 600 },
    );
  });

  it.each(['(P0) Launch date: Mar 3 🔄 Ship it', 'Bo'])('keeps the owner of a milestone: %s', (owner) => {
    const [one] = read('# P\n\n## Beta\n\n**Due**: 2026-03-02').milestones;
    const source = writeDocument({ ...emptyDocument(today), milestones: one ? [{ ...one, owner }] : [] });
    expect(read(source).milestones).toMatchObject([{ name: 'Beta', owner, items: [] }]);
  });

  it('lists nothing as not understood when it is read again', () => {
    fc.assert(
      fc.property(plan, (one) => {
        expect(read(writeDocument(one)).unread).toEqual([]);
      }),
    );
  });
});
