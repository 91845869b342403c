import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exportCard, importCard } from '../../../cards/views/documents/document.ts';
import { readRule } from '../../../src/commands/rhythm/cadence-rule.ts';
import { readCriterionDay } from '../../../src/dates/dates.ts';
import { readPlanText } from '../../../src/document/read/open.ts';
import type { ImportContext, LivingPlan } from '../../../src/domain/documents/living-plan.ts';
import { differenceOf } from '../../../src/domain/documents/plan-difference.ts';
import { projectOf } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const today = '2026-02-09';
const id = '01a2b3c4-0000-7000-8000-000000000000';

/** A launch that has been begun and has no plan yet. */
const empty: LivingPlan = {
  project: projectOf('launch', { target: null }),
  milestones: [],
  items: [],
  metrics: [],
  risks: [],
  links: [],
  cadences: [],
  decisions: [],
  contingencies: [],
  people: [
    { id: 'ana', name: 'Ana' },
    { id: 'mo', name: 'Mo' },
  ],
  inReview: [],
  nextBlocker: 1,
  spent: {},
};

let made = 0;
const making: ImportContext = {
  ...{
    now: `${today}T09:00:00.000Z`,
    today,
    personId: 'ana',
    decides: true,
    readRule,
    readDay: readCriterionDay,
  },
  newId: () => {
    made += 1;
    return `${made}`;
  },
};

function preview(source: string): Shown[1] {
  const read = readPlanText(source, today);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const difference = differenceOf(read.value, empty, making);
  return importCard({ document: read.value, difference, project: 'Apollo', id, dropping: false }, { today });
}

const plans = readdirSync('examples').filter((name) => name.endsWith('.md'));
const textOf = (name: string) => readFileSync(`examples/${name}`, 'utf8');

it('the preview of a plan says on both platforms what would change', async () => {
  const states: Shown[] = plans.map((name) => [`${name}, into an empty launch`, preview(textOf(name))]);
  const strange =
    '# Apollo\n\n## Beta: 31 Feb 2026\n\n- [ ] *Ship* <script>alert(1)</script> <!channel> @here\n';
  await expect(
    sideBySide('Previews of imports', [
      ...states,
      ['a day that is none, and markup', preview(strange)],
      ['dates that could be two', preview('# Apollo\n\n## Beta\n\n**Due**: 10/12/2026\n\n- [ ] Ship\n')],
    ]),
  ).toMatchFileSnapshot('imports.golden.md');
});

it('an export shows as much as a message takes, and where the rest is', async () => {
  const states: Shown[] = [
    ['a short plan', exportCard('Apollo', '# Apollo\n\n## Beta\n\n- [ ] Ship\n', 3000)],
    ['a long one', exportCard('Apollo', textOf('launch.md'), 300)],
  ];
  await expect(sideBySide('Exports', states)).toMatchFileSnapshot('exports.golden.md');
});
