import type { PlanFacts } from '../../../src/domain/facts.ts';
import type { SentInvoice } from '../../../src/domain/money/sent.ts';
import type { BarFacts } from '../../../src/domain/plan/bars.ts';
import {
  type Period,
  type TimedMilestone,
  type Timeline,
  timelineOf,
} from '../../../src/domain/plan/timeline.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  heading,
  type Item,
  plain,
  strong,
  text,
} from '../../model.ts';
import { firstNames } from '../first-items.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { dueWords, goLiveWords, joined, numberedName, periodWords } from '../words.ts';
import { open } from './choice.ts';
import { timelinePictureWords } from './picture-words.ts';

/** A plan with the fields that a timeline needs. */
export type TimelineFacts = BarFacts & {
  invoices: readonly SentInvoice[];
  project: Project;
  milestones: (PlanFacts['milestones'][number] & TimedMilestone)[];
};

const maxNamed = 3;
const maxCharacters = 40;

/** Maximum periods shown per section. */
const maxPeriods = { done: 4, overdue: 3, week: 7, later: 4, after: 3 } as const;

/** Shows a timeline with its buttons. `picture` is a URL. */
export const timelineCard = (
  facts: TimelineFacts,
  at: { today: string },
  picture: string | undefined,
): Card => ({ ...timelineView(facts, at, picture), ...timelineActions(facts) });

/** Shows overdue, this week by day, next weeks, after launch and done (LCH-3). `picture` is a URL. */
export function timelineView(
  facts: TimelineFacts,
  { today }: { today: string },
  picture: string | undefined,
): CardBody {
  const { project, milestones } = facts;
  const of = timelineOf(milestones, project, today);
  const goLive = goLiveWords(facts, today);
  const alt = timelinePictureWords(facts, today);
  const alone = of.overdue.map(
    (one): Period<TimedMilestone> => ({ span: 'day', from: one.dueDate, milestones: [one] }),
  );
  return {
    title: [plain(project.name)],
    subtitle: [plain(joined(['timeline', goLive]))],
    blocks: [
      ...stoppedBlocks(facts, today),
      ...(picture && alt ? [{ is: 'image' as const, url: picture, alt }] : []),
      ...(milestones.length === 0 ? [text('No milestones yet. Add the first one.')] : []),
      ...part('Overdue', alone, maxPeriods.overdue, list({ due: 'overdue' }), ([one]) =>
        one ? [strong(named(one)), plain(`, ${dueWords(one, today, project)}`)] : [],
      ),
      ...part('This week', of.week, maxPeriods.week, list({}), period(today)),
      ...part('Next weeks', of.later, maxPeriods.later, list({}), period(today)),
      ...part('After the launch', of.after, maxPeriods.after, list({}), period(today)),
      ...part('Without a date', undated(of), 1, list({}), period(today)),
      ...part('Done', of.done, maxPeriods.done, list({ status: 'done' }), period(today)),
    ],
  };
}

/** Returns the buttons of a timeline. */
export const timelineActions = ({ milestones }: Pick<PlanFacts, 'milestones'>): CardActions => ({
  actions: [
    milestones.length === 0
      ? open('new', 'New milestone')
      : { label: 'Burn-up', command: 'burnup', input: {} },
    list({}),
    { label: 'Status', command: 'status', input: {} },
  ],
  more: [],
});

const list = (input: Record<string, string>): Action => ({ label: 'List', command: 'list', input });

const undated = ({ undated: milestones }: Timeline): Period<TimedMilestone>[] =>
  milestones.length === 0 ? [] : [{ span: 'day', from: null, milestones }];

type Line = (milestones: TimedMilestone[], of: Period<TimedMilestone>) => Item['spans'];

/** "Thu 10 Dec: 3 · Beta launch; 4 · Docs and 2 more". */
const period =
  (today: string): Line =>
  (milestones, of) => {
    const words = firstNames(milestones.map(named), maxNamed);
    return of.from === null ? [plain(words)] : [strong(periodWords(of, today)), plain(`: ${words}`)];
  };

const named = (one: TimedMilestone) => excerpt(numberedName(one), maxCharacters);

/** Returns a heading with its lines, and a button to the milestones that are left out. */
function part(
  title: string,
  periods: Period<TimedMilestone>[],
  shown: number,
  rest: Action,
  line: Line,
): Block[] {
  if (periods.length === 0) return [];
  const left = periods.slice(shown).reduce((sum, { milestones }) => sum + milestones.length, 0);
  const items: Item[] = periods.slice(0, shown).map((of) => ({ spans: line(of.milestones, of) }));
  if (left > 0) items.push({ spans: [plain(`and ${left} more`)], actions: [rest] });
  return [heading(title), { is: 'list', items }];
}
