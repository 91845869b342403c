import { expect, it } from 'vitest';
import { blueprintCard, blueprintsCard, savedCard } from '../../../cards/views/blueprints/blueprints.ts';
import { appliedCard, type BlueprintView, planCard } from '../../../cards/views/blueprints/plan.ts';
import { catalogue } from '../../../src/domain/blueprints/catalogue.ts';
import { catalogueList } from '../../../src/domain/blueprints/find.ts';
import { planBlueprint } from '../../../src/domain/blueprints/plan.ts';
import { projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('client', { target: null, status: 'draft' });
const price = { minor: 1_000_000, currency: 'GBP' };

/** A blueprint as its preview shows it. */
function viewOf(slug: string, blueprint: (typeof catalogue)['standard-3'], present: boolean): BlueprintView {
  const node = { id: 'm1', parentId: null, number: 1, name: 'Discovery', outcome: null, order: 1, share: 20 };
  const tree = present ? [{ ...node, status: 'upcoming' as const }] : [];
  const people = new Map([['lead', { id: 'ana', name: 'Ana' }]]);
  const plan = planBlueprint(
    blueprint,
    { project, tree, highest: tree.length },
    { start: '2026-12-07', price, people },
  );
  return { project, slug, plan, given: { blueprint: slug, start: '2026-12-07' } };
}

const three = catalogue['standard-3'];
const many = catalogue.sprints.make(26);

const shown: Shown[] = [
  ['blueprint', blueprintsCard(catalogueList())],
  [
    'blueprint show standard-3',
    blueprintCard({ slug: 'standard-3', blueprint: three, typed: '', canApply: true }),
  ],
  [
    'blueprint show sprints 26',
    blueprintCard({ slug: 'sprints', blueprint: many, typed: '', canApply: false }),
  ],
  ['a preview', planCard(viewOf('standard-3', three, false), today)],
  ['a preview for a plan that has a milestone', planCard(viewOf('standard-3', three, true), today)],
  ['a preview of 26 sprints', planCard(viewOf('sprints 26', many, false), today)],
  ['a preview of a goal', planCard(viewOf('goal', catalogue.goal, false), today)],
  ['applied', appliedCard(viewOf('standard-3', three, false), today)],
  ['saved', savedCard({ slug: 'our-way', blueprint: three })],
];

it('blueprints read alike and well on both platforms', async () => {
  await expect(sideBySide('Blueprints', shown)).toMatchFileSnapshot('blueprints.golden.md');
});
