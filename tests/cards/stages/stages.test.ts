import { expect, it } from 'vitest';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { coachNews, decisionNews } from '../../../cards/views/stages/news.ts';
import { decideAction, stagesCard } from '../../../cards/views/stages/stages.ts';
import type { Evidence, Item } from '../../../src/domain/plan/milestone.ts';
import type { Company, NamedAchievement, Stage } from '../../../src/domain/stages/company.ts';
import { decideStage } from '../../../src/domain/stages/decide.ts';
import { type StageKey, stageDefinitions, stageKeys } from '../../../src/domain/stages/stage.ts';
import { at, beta, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const piece = (id: string, itemId: string | null, more: Partial<Evidence> = {}): Evidence => ({
  id,
  projectId: 'p1',
  milestoneId: 'm1',
  itemId,
  kind: 'link',
  title: 'Signed contract',
  url: 'https://example.com/contract',
  value: null,
  target: null,
  quote: null,
  addedById: 'mo',
  addedAt: at,
  ...more,
});

const stageOf = (key: StageKey, index: number, more: Partial<Stage> = {}): Stage => ({
  ...beta,
  id: key,
  number: index + 1,
  name: stageDefinitions[key].name,
  tasks:
    index === 1
      ? { total: 5, approved: 3, pending: 1, updates: 2 }
      : { total: 0, approved: 0, pending: 0, updates: 0 },
  status: index === 0 ? 'done' : index === 1 ? 'in_progress' : 'upcoming',
  stage: key,
  items: stageDefinitions[key].criteria.map(
    ({ text }, nth): Item => ({
      id: `${key}-${nth}`,
      projectId: 'p1',
      milestoneId: key,
      number: nth + 1,
      kind: 'criterion',
      text,
      done: key === 'first_customer' && nth === 1,
      skipReason: null,
    }),
  ),
  evidence: [],
  blockers: [],
  openReviewId: null,
  ...more,
});

const decided = (stage: StageKey, more: Partial<NamedAchievement> = {}): NamedAchievement => ({
  id: stage,
  projectId: 'p1',
  milestoneId: stage,
  stage,
  achieved: true,
  reason: 'The canvas and the prices are there.',
  evidence: [],
  byId: 'carol',
  by: 'Carol',
  platform: 'slack',
  roomId: null,
  at,
  ...more,
});

const company = (more: Partial<Company> = {}): Company => ({
  project: projectOf('stages', { name: 'Acme' }),
  began: '2026-11-02T09:00:00.000Z',
  stages: stageKeys.map((key, index) =>
    stageOf(key, index, key === 'first_customer' ? { evidence: [piece('e1', 'first_customer-0')] } : {}),
  ),
  decided: [decided('value_baseline', { at: '2026-11-23T09:00:00.000Z' })],
  metrics: [],
  coaches: [{ id: 'carol', name: 'Carol', ofCompany: false }],
  ...more,
});

const long = 'A very long text that somebody wrote with great care and in all details. '.repeat(7);
const address = (n: number) => `https://example.com/${n}/${'a'.repeat(1950)}`;

/** As much as a company can have of everything. */
const full = company({
  project: projectOf('stages', { name: long.slice(0, 100) }),
  stages: stageKeys.map((key, index) => {
    const stage = stageOf(key, index, { name: long.slice(0, 100) });
    const items = Array.from({ length: 30 }, (_, nth) => ({
      ...(stage.items[0] as Item),
      id: `${key}-${nth}`,
      number: nth + 1,
      text: long.slice(0, 200),
    }));
    const evidence = items.flatMap(({ id }, nth) => [
      piece(`${key}-${nth}`, id, { title: long.slice(0, 200), url: address(nth) }),
      piece(`${key}-${nth}-2`, null, { title: long.slice(0, 200), url: address(nth) }),
    ]);
    return { ...stage, items, evidence };
  }),
  decided: [
    decided('value_baseline', {
      reason: long.slice(0, 500),
      evidence: Array.from({ length: 9 }, (_, nth) =>
        piece(`lost-${nth}`, null, { title: long.slice(0, 200) }),
      ),
    }),
  ],
});

const who = {
  person: { id: 'carol', name: 'Carol', zone: null, email: null, admin: false },
  platform: 'slack',
  room: undefined,
} as unknown as Parameters<typeof decideStage>[2]['who'];

function decisionAfter(of: Company, achieved: boolean) {
  const stage = achieved ? 'first_customer' : 'value_baseline';
  const made = decideStage(
    { ...of, project: { ...of.project, policies: { ...of.project.policies, evidenceRequired: false } } },
    { stage, achieved, reason: 'They sold it.' },
    { who, now: at, today, newId: () => 'n1' },
  );
  if (!made.ok) throw new Error('the coach could not decide');
  return made.value.next.decided;
}

const request = (achieved: boolean) =>
  ({ stage: achieved ? 'first_customer' : 'value_baseline', achieved, reason: undefined }) as const;

const all: Shown[] = [
  ['The stages of a company', stagesCard(company(), { today })],
  ['The stages of a company without a coach', stagesCard(company({ coaches: [], decided: [] }), { today })],
  ['All stages achieved', stagesCard(company({ decided: stageKeys.map((key) => decided(key)) }), { today })],
  ['As much as there can be', stagesCard(full, { today })],
  ['Asked before a stage is achieved', confirmCard(decideAction(company(), request(true)))],
  ['Asked before a stage is taken back', confirmCard(decideAction(company(), request(false)))],
  ['Told to the room', decisionNews(decisionAfter(company(), true), 'Carol')],
  ['Told to the room, taken back', decisionNews(decisionAfter(company(), false), 'Carol')],
  ['Told to another coach', coachNews(company(), decisionAfter(company(), true))],
];

it('the stages read alike and well on both platforms', async () => {
  await expect(sideBySide('Stages', all)).toMatchFileSnapshot('stages.golden.md');
});
