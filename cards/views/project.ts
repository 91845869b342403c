import { calendarDays, count, distance, inWords } from '../../src/domain/dates.ts';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import { inMoney } from '../../src/domain/money.ts';
import { outline } from '../../src/domain/plan.ts';
import { projectProgress } from '../../src/domain/progress.ts';
import { type Block, type Card, type Fact, type Item, plain, strong, text } from '../model.ts';
import { below, dueWords, joined, kindWords, stateOf, titled } from './words.ts';

const mostMilestones = 5;

/** A project as it stands, in every room. `today` is YYYY-MM-DD in the project's zone. */
export function projectCard(facts: ProjectFacts, { today }: { today: string }): Card {
  const { project } = facts;
  return {
    title: [strong(project.name), plain(`, ${joined([kindWords[project.kind], goLive(facts, today)])}`)],
    blocks: [...bar(facts), ...matters(facts, today), ...factsOf(facts), ...next(facts, today)],
    actions: [
      { label: 'New milestone', command: 'new', input: {}, style: 'primary' },
      { label: 'List', command: 'list', input: {} },
      { label: 'Help', command: 'help', input: {} },
    ],
    more: [],
  };
}

/** The countdown; without it once all is done. */
function goLive({ project: { target, holidays }, milestones }: ProjectFacts, today: string): string {
  if (!target) return '';
  const over = milestones.length > 0 && milestones.every((milestone) => milestone.status === 'done');
  return joined([`go-live ${inWords(target, today)}`, !over && distance(target, today, holidays)]);
}

function bar({ milestones }: ProjectFacts): Block[] {
  if (milestones.length === 0) return [text('No milestones yet. The first one starts the plan.')];
  const percent = projectProgress(milestones);
  const done = milestones.filter((milestone) => milestone.status === 'done').length;
  return [
    {
      is: 'progress',
      percent,
      label: `${percent}%, ${done} of ${count(milestones.length, 'milestone')} done`,
    },
  ];
}

/** What waits for somebody, worst first; nothing when all is calm. */
function matters({ milestones }: ProjectFacts, today: string): Block[] {
  const late = milestones.filter(
    (m) => m.status !== 'done' && m.dueDate && calendarDays(today, m.dueDate) < 0,
  );
  const blocked = milestones.filter((m) => m.status === 'blocked');
  const waiting = milestones.filter((m) => m.submittedAt);
  const line = (word: string, of: typeof milestones) =>
    of.length > 0 &&
    `${word}: ${of.slice(0, 3).map(titled).join('; ')}${of.length > 3 ? ` and ${of.length - 3} more` : ''}`;
  const lines = [
    line('Overdue', late),
    line('Blocked', blocked),
    line('Waiting for approval', waiting),
  ].filter((words): words is string => Boolean(words));
  return lines.map((words) => text(words, 'alert'));
}

function factsOf({ project }: ProjectFacts): Block[] {
  const facts: Fact[] = [];
  const add = (label: string, value: string) => facts.push({ label, value: [plain(value)] });
  if (project.price !== null && project.currency) {
    add('Price', inMoney({ minor: project.price, currency: project.currency }));
  }
  if (project.policies.moneyOn) add('Plan', project.status === 'active' ? 'active' : 'draft');
  return facts.length > 0 ? [{ is: 'facts', facts }] : [];
}

function next({ project, milestones }: ProjectFacts, today: string): Block[] {
  const open = milestones.filter((milestone) => milestone.status !== 'done');
  if (open.length === 0) return [];
  const lines: Item[] = outline(open)
    .slice(0, mostMilestones)
    .map(({ node: milestone, depth }) => ({
      spans: [
        ...below(depth),
        strong(titled(milestone)),
        plain(`, ${joined([stateOf(milestone), dueWords(milestone, today, project)])}`),
      ],
    }));
  const rest = open.length - mostMilestones;
  if (rest > 0) lines.push({ spans: [plain(`and ${rest} more; List shows them`)] });
  return [{ is: 'list', items: lines }];
}
