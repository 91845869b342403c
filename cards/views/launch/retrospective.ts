import type { Rating } from '../../../src/domain/endings/survey.ts';
import { decisionName } from '../../../src/domain/launch/decision-point.ts';
import type { DateMove, DateOutcome, Retrospective } from '../../../src/domain/launch/retrospective.ts';
import type { NamedMilestone } from '../../../src/domain/plan/milestone.ts';
import { type LookbackFacts, plannedMilestones, projectDay } from '../../../src/domain/plan/past.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, code, note, plain, strong, text } from '../../model.ts';
import { markdownBlocks } from '../documents/document.ts';
import { ratingWords } from '../endings/survey.ts';
import { section } from '../rhythm/sections.ts';
import { asSentence, goLiveWords, joined, numberedName } from '../words.ts';
import { verdictWords } from './decision.ts';

/** Maximum characters of a name, and of a quotation. */
const maxCharacters = { name: 50, words: 80 };
const unlimited = { name: Number.POSITIVE_INFINITY, words: Number.POSITIVE_INFINITY };

/** Shows planned against actual dates, moves and their reasons, decisions, and missed milestones. */
export function retrospectiveCard(
  past: LookbackFacts,
  of: Retrospective,
  { today }: { today: string },
): Card {
  const say = wording((day) => formatDate(day, today), maxCharacters);
  const part = (heading: string, lines: Line[]) =>
    section(
      heading,
      lines,
      ([about, words]) => ({ spans: [strong(about), plain(words)] }),
      () => [markdown],
    );
  return {
    title: [plain(past.project.name)],
    subtitle: [plain(joined(['retrospective', goLive(past, today)]))],
    blocks: [
      text(figures(of)),
      ...part('Planned and actual dates', of.dates.filter(dated).map(say.kept)),
      ...part('Dates that moved', of.moves.map(say.move)),
      ...part(
        'Decisions',
        past.decisions.map((one) => say.decision(one, past)),
      ),
      ...part('Missed', missed(of, say)),
      ...part('What the customer said', past.ratings.map(say.rating)),
    ],
    actions: [
      markdown,
      { label: 'Timeline', command: 'timeline', input: {} },
      { label: 'Burn-up', command: 'burnup', input: {} },
    ],
    more: [],
  };
}

const markdown: Action = { label: 'Markdown', command: 'retrospective', input: { as: 'markdown' } };

const goLive = (past: LookbackFacts, today: string) =>
  goLiveWords({ project: past.project, milestones: plannedMilestones(past) }, today);

const dated = ({ planned: first, actual }: DateOutcome) => first !== null || actual !== null;

/** "5 of 6 milestones done, 3 of them by their first date and 2 later; 1 dropped." */
function figures({ dates, dropped }: Retrospective): string {
  if (dates.length + dropped.length === 0) return 'No milestones yet.';
  const done = dates.filter(({ actual }) => actual !== null);
  const late = done.filter(({ late: days }) => days !== null && days > 0).length;
  const inTime = done.filter(({ late: days }) => days !== null && days <= 0).length;
  const parts = joined([inTime > 0 && `${inTime} by the first date`, late > 0 && `${late} later`], ' and ');
  const all = `${done.length} of ${plural(dates.length, 'milestone')} done`;
  return `${joined([joined([all, parts], ': '), dropped.length > 0 && `${dropped.length} dropped`], '; ')}.`;
}

/** The subject of a line, and what is said about it. */
type Line = [about: string, words: string];

type Wording = ReturnType<typeof wording>;

/** Returns the sentences of a retrospective. `day` words a date; names and quotations are cut at `limits`. */
function wording(day: (date: string) => string, limits: typeof maxCharacters) {
  const said = (why: string | null) => why && `“${excerpt(why, limits.words)}”`;
  const named = (of: NamedMilestone) => excerpt(numberedName(of), limits.name);
  const or = (date: string | null) => (date === null ? 'no date' : day(date));
  return {
    kept: ({ planned: first, actual, late, ...of }: DateOutcome): Line => [
      named(of),
      `, ${joined([first ? `planned ${day(first)}` : 'planned without a date', actual ? `done ${day(actual)}` : 'not done', late !== null && lateWords(late)])}`,
    ],
    move({ of, was, is, shift, by, why }: DateMove): Line {
      const moved = was !== null && `${day(was)} → ${or(is)}`;
      const words = shift
        ? [
            moved || plural(shift.days, 'day'),
            shift.milestones > 0 && `with ${plural(shift.milestones, 'milestone')}`,
          ]
        : [moved];
      return [
        of ? named(of) : was ? 'Go-live' : 'The plan',
        `: ${joined([...words, `by ${by}`, said(why)])}`,
      ];
    },
    decision(decision: LookbackFacts['decisions'][number], past: LookbackFacts): Line {
      const { outcome, outcomeNote, decidedBy, decidedAt, fellBackAt } = decision;
      const verdict = outcome ? verdictWords[outcome] : 'open';
      const when = decidedAt && day(projectDay(past, decidedAt));
      const fellBack = fellBackAt && 'fallback carried out';
      const words = [verdict, decidedBy && `by ${decidedBy}`, when, said(outcomeNote), fellBack];
      return [excerpt(decisionName(decision), limits.words), `: ${joined(words)}`];
    },
    late: ({ days, ...of }: NamedMilestone & { days: number }): Line => [
      named(of),
      `, done ${plural(days, 'day')} after its date`,
    ],
    open: ({ days, ...of }: NamedMilestone & { days: number }): Line => [
      named(of),
      `, not done, ${plural(days, 'day')} overdue`,
    ],
    rating: (rating: Rating): Line => [
      rating.number === null || rating.name === null
        ? 'The project'
        : named({ ...rating, number: rating.number, name: rating.name }),
      `: ${ratingWords(rating, (comment) => `“${excerpt(comment, limits.words)}”`)}`,
    ],
    dropped: ({ why, ...of }: Retrospective['dropped'][number]): Line => [
      named(of),
      `, ${joined(['dropped', said(why)])}`,
    ],
  };
}

const lateWords = (late: number) =>
  late === 0 ? 'on its day' : late > 0 ? `${plural(late, 'day')} late` : `${plural(-late, 'day')} early`;

const missed = ({ missed: late, open, dropped }: Retrospective, say: Wording): Line[] => [
  ...open.map(say.open),
  ...late.map(say.late),
  ...dropped.map(say.dropped),
];

/** Renders the whole retrospective as Markdown for the project's files, with ISO dates. */
export function retrospectiveMarkdown(
  past: LookbackFacts,
  of: Retrospective,
  { today }: { today: string },
): string {
  const say = wording((day) => day, unlimited);
  const part = (heading: string, lines: Line[]) =>
    lines.length === 0 ? [] : ['', `## ${heading}`, '', ...lines.map((one) => `- ${oneLine(one.join(''))}`)];
  const kept = of.dates.map((one) => {
    const late = one.late === null ? '' : lateWords(one.late);
    return row([`${one.number}`, one.name, one.planned ?? '', one.actual ?? '', late]);
  });
  const words = goLive(past, today);
  return [
    `# ${oneLine(past.project.name)}: retrospective`,
    '',
    joined([asSentence(`as of ${formatDate(today, '')}`), words && asSentence(words), figures(of)], ' '),
    ...(kept.length > 0 ? ['', '## Planned and done', '', ...table, ...kept] : []),
    ...part('Dates that moved', of.moves.map(say.move)),
    ...part(
      'Decisions',
      past.decisions.map((one) => say.decision(one, past)),
    ),
    ...part('Missed', missed(of, say)),
    ...part('What the customer said', past.ratings.map(say.rating)),
  ].join('\n');
}

const table = ['| # | Milestone | Planned | Done | |', '|---|---|---|---|---|'];
const row = (cells: string[]) =>
  `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const oneLine = (words: string) => words.replaceAll(/\s+/g, ' ').trim();

/** Shows the Markdown to copy, up to `maxLength` characters. */
export const retrospectiveText = (name: string, source: string, maxLength: number): Card =>
  note(
    `${name}, retrospective as Markdown`,
    markdownBlocks(source, maxLength, [plain('the terminal prints all: '), code(command)]),
  );

const command = 'milepost retrospective markdown';
