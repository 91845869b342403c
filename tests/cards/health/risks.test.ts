import { expect, it } from 'vitest';
import { risksCard } from '../../../cards/views/health/risks.ts';
import type { RiskWithNames } from '../../../src/domain/health/risk.ts';
import { riskOf } from '../../domain/plan/plans.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const risk = (
  number: number,
  text: string,
  resolveBy: string | null,
  more: Partial<RiskWithNames> = {},
): RiskWithNames => ({
  ...riskOf(number, text, resolveBy),
  owner: null,
  resolvedBy: null,
  milestone: null,
  ...more,
});
const project = projectOf('launch');
const done = { resolvedAt: at, resolvedById: 'mo', resolvedBy: 'Mo' };
const risks = [
  risk(1, 'The venue may be closed', null, {
    level: 'low',
    milestone: { number: 2, name: 'Rehearsal', outcome: null },
    mitigation: 'Ask for a second venue',
  }),
  risk(2, 'The payment provider is not approved', today, { level: 'high', owner: 'Ana' }),
  risk(3, 'Nobody has tested with 1,000 people', '2026-12-04', { level: 'high' }),
  risk(4, 'No budget', '2026-12-18', done),
];

const shown: Shown[] = [
  ['risks', risksCard({ project, risks }, { today })],
  ['all resolved', risksCard({ project, risks: risks.slice(3) }, { today })],
  ['none yet', risksCard({ project, risks: [] }, { today })],
];

it('risks read alike and well on both platforms', async () => {
  await expect(sideBySide('Risks', shown)).toMatchFileSnapshot('risks.golden.md');
});
