import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '../../../src/domain/blueprints/blueprint.ts';
import { catalogue } from '../../../src/domain/blueprints/catalogue.ts';
import {
  findBlueprint,
  isInCatalogue,
  readBlueprintName,
  slugOf,
} from '../../../src/domain/blueprints/find.ts';
import { placeBlueprint } from '../../../src/domain/blueprints/place.ts';
import { kindPolicies } from '../../../src/domain/project/policies.ts';
import { calendarDays, weekdayOf } from '../../../src/domain/time/dates.ts';

const { sprints, ...fixed } = catalogue;
const all: [string, Blueprint][] = [
  ...Object.entries(fixed),
  ...[1, 2, 3, 6, 7, 26].map((count): [string, Blueprint] => [`sprints ${count}`, sprints.make(count)]),
];
const sharesOf = ({ milestones }: Blueprint) => milestones.map(({ share }) => share);
const workOf = ({ milestones }: Blueprint) => milestones.map(({ workingDays }) => workingDays);
const namesOf = ({ milestones }: Blueprint) => milestones.map(({ name }) => name);
const risksLeft = ({ milestones }: Blueprint) => milestones.map(({ riskAfter }) => riskAfter);
const textsOf = ({ milestones }: Blueprint, index: number, kind: string) =>
  milestones[index]?.items.filter((item) => item.kind === kind).map(({ text }) => text);

describe('the blueprints of the catalogue', () => {
  it('has every figure of standard-3 (BLU-1)', () => {
    const three = catalogue['standard-3'];
    expect(namesOf(three)).toEqual(['Foundation', 'Full feature', 'Polish & deploy']);
    expect(sharesOf(three)).toEqual([30, 50, 20]);
    expect(risksLeft(three)).toEqual([70, 30, 5]);
    // 25, 50 and 25 % of 30 working days, by largest remainder
    expect(workOf(three)).toEqual([8, 15, 7]);
    expect(textsOf(three, 0, 'deliverable')).toEqual([
      'Core infrastructure',
      'Basic functionality',
      'Proof of concept',
    ]);
    expect(textsOf(three, 1, 'deliverable')).toEqual([
      'Complete functionality',
      'All integrations',
      'Error handling',
    ]);
    expect(textsOf(three, 2, 'deliverable')).toEqual([
      'UI refinement',
      'Performance',
      'Documentation & training',
    ]);
  });

  it('has every figure of five-phase, automation, integration and dashboard (BLU-2, BLU-4)', () => {
    expect(namesOf(catalogue['five-phase'])).toEqual([
      'Discovery & design',
      'Core development',
      'Integration layer',
      'Testing & refinement',
      'Deployment & handover',
    ]);
    expect(sharesOf(catalogue['five-phase'])).toEqual([10, 25, 25, 25, 15]);
    expect(workOf(catalogue['five-phase'])).toEqual([4, 10, 10, 10, 6]);
    expect(sharesOf(catalogue.automation)).toEqual([30, 50, 20]);
    expect(namesOf(catalogue.automation)).toEqual([
      'Process mapping & setup',
      'Full automation build',
      'Testing & deployment',
    ]);
    expect(sharesOf(catalogue.integration)).toEqual([25, 50, 25]);
    expect(namesOf(catalogue.integration)).toEqual([
      'API connection & auth',
      'Data synchronization',
      'Production ready',
    ]);
    expect(sharesOf(catalogue.dashboard)).toEqual([30, 40, 30]);
    expect(namesOf(catalogue.dashboard)).toEqual(['Data pipeline', 'Visualization layer', 'User experience']);
    for (const name of ['automation', 'integration', 'dashboard'] as const)
      for (const index of [0, 1, 2]) expect(textsOf(catalogue[name], index, 'deliverable')).toHaveLength(3);
  });

  it('makes sprints of two weeks with equal shares that sum to 100 (BLU-3)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: sprints.max }), (count) => {
        const shares = sharesOf(sprints.make(count)).map(Number);
        expect(shares).toHaveLength(count);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(workOf(sprints.make(count)).every((days) => days === 10)).toBe(true);
      }),
    );
    expect(textsOf(sprints.make(3), 0, 'task')).toEqual(['Plan sprint 2']);
  });

  it('merges two parallel streams into the test of both (BLU-6)', () => {
    const placed = placeBlueprint(catalogue['parallel-streams'], {
      start: '2026-12-01',
      price: null,
      holidays: [],
    });
    const [first, second, testing] = placed;
    expect(first?.startDate).toBe(second?.startDate);
    expect(testing?.requires).toEqual(['first', 'second']);
    expect((testing?.startDate ?? '') > (first?.dueDate ?? '')).toBe(true);
  });

  it('has the five market stages with their criteria and no dates (STG-1)', () => {
    const stages = catalogue['market-stages'];
    expect(namesOf(stages)).toEqual([
      'Value baseline',
      'First customer',
      'X customers',
      '10X customers',
      '1M+ ARR',
    ]);
    expect(stages.milestones.map(({ items }) => items.length)).toEqual([4, 4, 4, 4, 4]);
    expect(
      placeBlueprint(stages, { start: '2026-12-01', price: null, holidays: [] }).map(
        ({ dueDate }) => dueDate,
      ),
    ).toEqual(Array(5).fill(null));
  });
});

describe.each(all)('%s', (_, blueprint) => {
  it('fits the model: unique keys, earlier parents and requirements, lengths', () => {
    const seen = new Set<string>();
    for (const { key, name, outcome, parent, requires, assignee, items } of blueprint.milestones) {
      expect(seen.has(key)).toBe(false);
      for (const other of [...requires, ...(parent === null ? [] : [parent])]) expect(seen).toContain(other);
      seen.add(key);
      expect(name.length).toBeGreaterThanOrEqual(3);
      expect(name.length).toBeLessThanOrEqual(100);
      expect((outcome ?? '').length).toBeLessThanOrEqual(200);
      expect(items.length).toBeGreaterThan(0);
      if (assignee !== null) expect(blueprint.people.map((one) => one.key)).toContain(assignee);
    }
  });

  it('has shares that sum to 100 where its kind has money, and none elsewhere (MODEL-5)', () => {
    const shares = sharesOf(blueprint);
    const { moneyOn } = { ...kindPolicies[blueprint.kind].defaults, ...blueprint.policies };
    if (moneyOn) expect(shares.reduce((sum: number, share) => sum + (share ?? 0), 0)).toBe(100);
    else expect(new Set(shares)).toEqual(new Set([null]));
  });

  it('has no milestone over four weeks where money is paid', () => {
    if (!kindPolicies[blueprint.kind].defaults.moneyOn) return;
    const placed = placeBlueprint(blueprint, { start: '2026-12-01', price: 0, holidays: [] });
    for (const { startDate, dueDate } of placed)
      expect(calendarDays(startDate ?? '', dueDate ?? '') + 1).toBeLessThanOrEqual(28);
  });

  it('lessens the risk with each milestone', () => {
    const left = risksLeft(blueprint).flatMap((risk) => risk ?? []);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(new Set(left).size).toBe(left.length);
  });

  it('is placed on working days in the order of what it requires, with amounts that sum to the price', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const iso = day.map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(iso, fc.nat(10 ** 12), fc.uniqueArray(iso, { maxLength: 20 }), (start, price, holidays) => {
        const placed = placeBlueprint(blueprint, { start, price, holidays });
        const at = new Map(placed.map((one) => [one.key, one]));
        for (const { startDate, dueDate, requires, parent } of placed) {
          if (startDate === null || dueDate === null) continue;
          for (const date of [startDate, dueDate]) {
            expect(weekdayOf(date)).toBeLessThanOrEqual(5);
            expect(holidays).not.toContain(date);
          }
          expect(startDate >= start && dueDate >= startDate).toBe(true);
          for (const key of requires) expect((at.get(key)?.dueDate ?? '') < startDate).toBe(true);
          if (parent !== null) expect((at.get(parent)?.dueDate ?? '') >= dueDate).toBe(true);
        }
        const amounts = placed.flatMap(({ amount }) => amount ?? []);
        if (amounts.length > 0) expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(price);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the names of blueprints', () => {
  it('find what was saved under them wherever they can be saved', () => {
    const part = fc.oneof(
      fc.constantFrom('sprints', 'Sprints', 'standard', '3', '6', '12', 'our', 'way', 'market-stages'),
      fc.string({ maxLength: 5 }),
    );
    const name = fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '-', '_', '  '))
      .map(([parts, between]) => parts.join(between));
    let saved = 0;
    fc.assert(
      fc.property(name, (title) => {
        if (slugOf(title) === '' || isInCatalogue(title)) return;
        saved += 1;
        const blueprint = { ...catalogue['standard-3'], title };
        const own = { id: '1', slug: slugOf(title), blueprint, savedById: '1', savedAt: '' };
        for (const typed of [title, own.slug]) {
          const read = readBlueprintName(typed);
          expect(findBlueprint(read.name, read.count, [own])).toMatchObject({
            value: { blueprint: { title } },
          });
        }
      }),
      { numRuns: 2000, seed: 13 },
    );
    expect(saved).toBeGreaterThan(500);
    expect(readBlueprintName('sprints 6')).toEqual({ name: 'sprints', count: 6 });
  });
});
