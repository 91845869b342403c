import { calendarDays, distance, inWords } from '../../src/domain/dates.ts';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import { inMoney } from '../../src/domain/money.ts';
import { projectProgress } from '../../src/domain/progress.ts';
import { type Block, type Card, type Fact, type Item, plain, strong, text } from '../model.ts';
import { dueWords, joined, kindWords, stateOf, titled } from './words.ts';

const mostMilestones = 5;

/** A project as it stands, in every room. `today` is YYYY-MM-DD in the project's zone. */
export function projectCard(facts: ProjectFacts, { today }: { today: string }): Card {
  const { project } = facts;
  const goLive = project.target
    ? `go-live ${inWords(project.target, today)}, ${distance(project.target, today)}`
    : '';
  return {
    title: [strong(project.name), plain(`, ${joined([kindWords[project.kind], goLive])}`)],
    blocks: [...bar(facts), ...matters(facts, today), ...factsOf(facts), ...next(facts, today)],
    actions: [
      { label: 'New milestone', command: 'new', input: {}, style: 'primary' },
      { label: 'List', command: 'list', input: {} },
      { label: 'Help', command: 'help', input: {} },
    ],
    more: [],
  };
}

function bar({ milestones }: ProjectFacts): Block[] {
  if (milestones.length === 0) return [text('No milestones yet. The first one starts the plan.')];
  const percent = projectProgress(milestones);
  const done = milestones.filter((milestone) => milestone.status === 'done').length;
  return [{ is: 'progress', percent, label: `${percent}%, ${done} of ${milestones.length} milestones done` }];
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

function next({ milestones }: ProjectFacts, today: string): Block[] {
  const open = milestones.filter((milestone) => milestone.status !== 'done');
  if (open.length === 0) return [];
  const lines: Item[] = open.slice(0, mostMilestones).map((milestone) => ({
    spans: [
      strong(titled(milestone)),
      plain(`, ${joined([stateOf(milestone), dueWords(milestone, today)])}`),
    ],
  }));
  const rest = open.length - mostMilestones;
  if (rest > 0) lines.push({ spans: [plain(`and ${rest} more; List shows them`)] });
  return [{ is: 'list', items: lines }];
}
