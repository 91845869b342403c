import type { Milestone, NamedMilestone, Party, Status } from '../../src/domain/plan/milestone.ts';
import type { Period } from '../../src/domain/plan/timeline.ts';
import { chatNames, type Medium } from '../../src/domain/platform.ts';
import { governors } from '../../src/domain/project/access.ts';
import type { Kind, Policies } from '../../src/domain/project/policies.ts';
import type { Project } from '../../src/domain/project/project.ts';
import type { Role } from '../../src/domain/project/roles.ts';
import { capitalised } from '../../src/domain/text/wording.ts';
import {
  calendarDays,
  formatDate,
  formatDistance,
  plural,
  workingDays,
} from '../../src/domain/time/dates.ts';
import { plain, type Span } from '../model.ts';
import { stateWord } from '../states.ts';

/** "in progress". `waiting`: submitted for approval. */
export const statusWord = (status: Status | 'waiting'): string => stateWord(status);

/** Name of each side of the work. */
export const partyWords: Record<Party, string> = {
  expert: 'the expert',
  team: 'the team',
  customer: 'the customer',
};

/** Name of each platform. */
export const platformWords: Record<Medium, string> = {
  ...chatNames,
  web: 'the page',
  cli: 'the terminal',
  email: 'e-mail',
};

/** Name of each kind of project. */
export const kindWords: Record<Kind, string> = {
  client: 'client work',
  delivery: 'delivery',
  goal: 'goal',
  stages: 'stages',
  launch: 'launch',
};

/** Name of each role. The role `client` is the customer's side, so people read "customer". */
export const roleWords: Record<Role, string> = {
  owner: 'owner',
  coach: 'coach',
  contributor: 'contributor',
  client: 'customer',
  viewer: 'viewer',
  none: 'no role',
};

/** "an owner", "a coach". */
export const aRole = (role: Role): string => withArticle(roleWords[role]);

/** "an owner or coach": one person with any of the roles. */
export const oneOf = (roles: readonly Role[]): string =>
  withArticle(orList(roles.map((role) => roleWords[role])));

const withArticle = (words: string) => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;

/** "the owner", "the customer": who approves milestones; "nobody" where they need no approval. */
export const approverWords = (approver: Policies['approver']): string =>
  approver === 'nobody' ? 'nobody' : `the ${roleWords[approver]}`;

/** "an owner or coach": who runs a project, in a sentence that says what they may. */
export const aGovernor = (project: Pick<Project, 'kind'> | undefined): string => oneOf(governors(project));

/** "3 · Beta launch": number and name, as people refer to it. */
export const numberedName = (milestone: NamedMilestone): string => `${milestone.number} · ${milestone.name}`;

/** Marks a milestone's depth below its parents; empty at the top. */
export const depthMark = (depth: number): Span[] => (depth === 0 ? [] : [plain(`${'↳'.repeat(depth)} `)]);

/** "in progress"; "waiting for approval" once submitted. */
export const stateOf = (milestone: Pick<Milestone, 'status' | 'submittedAt'>): string =>
  stateWord(milestone.submittedAt ? 'waiting' : milestone.status);

/** "due Thu 10 Dec, 3 working days left"; empty without a date or when done. */
export function dueWords(
  { dueDate, status }: Pick<Milestone, 'dueDate' | 'status'>,
  today: string,
  { holidays }: Pick<Project, 'holidays'>,
): string {
  if (!dueDate || status === 'done') return '';
  return dueDate === today
    ? 'due today'
    : `due ${formatDate(dueDate, today)}, ${formatDistance(dueDate, today, holidays)}`;
}

/** Whether an overdue milestone holds up the go-live. */
export const delays = (
  { blocksGoLive, status, dueDate }: Pick<Milestone, 'blocksGoLive' | 'status' | 'dueDate'>,
  today: string,
): boolean => blocksGoLive && status !== 'done' && dueDate !== null && dueDate < today;

/** The fields of a project that a countdown needs. */
type CountdownFacts = Pick<Project, 'target' | 'holidays'>;

/** Returns a project's countdown; empty without a date. */
export const goLiveWords = (
  { project, milestones }: { project: CountdownFacts; milestones: readonly Pick<Milestone, 'status'>[] },
  today: string,
): string =>
  countdown(project, today, milestones.length > 0 && milestones.every(({ status }) => status === 'done'));

/**
 * "go-live Thu 19 Feb, 10 days, 8 working days left", the same wherever a project is shown (LCH-2); empty without
 * a date. `over`: all is done, so remaining days are omitted. `today` is YYYY-MM-DD in the project's zone.
 */
export function countdown({ target, holidays }: CountdownFacts, today: string, over = false): string {
  if (!target) return '';
  const [day, days] = [formatDate(target, today), calendarDays(today, target)];
  if (days === 0) return 'go-live today';
  if (days < 0)
    return over ? `launched ${plural(-days, 'day')} ago` : `go-live was ${day}, ${plural(-days, 'day')} ago`;
  const left = [plural(days, 'day'), `${plural(workingDays(today, target, holidays), 'working day')} left`];
  return joined([`go-live ${day}`, ...(over ? [] : left)]);
}

/** Names a period: "Thu 10 Dec", "Week of Mon 14 Dec", "Dec 2026", "Q4 2026". */
export function periodWords({ span, from }: Pick<Period<unknown>, 'span' | 'from'>, today: string): string {
  if (from === null) return 'no date';
  const year = from.slice(0, 4);
  switch (span) {
    case 'day':
      return formatDate(from, today);
    case 'week':
      return `Week of ${formatDate(from, today)}`;
    case 'month':
      return `${monthIn(from)} ${year}`;
    case 'quarter':
      return `Q${Math.ceil(Number(from.slice(5, 7)) / 3)} ${year}`;
    default:
      return span satisfies never;
  }
}

/** Returns the month of a date: "Dec". */
const monthIn = (day: string) => formatDate(day, day).split(' ').at(-1);

/** Returns the words as a sentence: capitalised, with a full stop. */
export const asSentence = (words: string): string => `${capitalised(words)}.`;

/** Joins the parts that are not empty. */
export const joined = (parts: (string | null | undefined | false)[], by = ', '): string =>
  parts.filter((part): part is string => Boolean(part)).join(by);

/** "Ana, Bo or Cy". */
export const orList = (names: readonly string[]): string => listed(names, 'or');

/** "Ana, Bo and Cy". */
export const andList = (names: readonly string[]): string => listed(names, 'and');

const listed = (names: readonly string[], word: string) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;

/** Ends user text with a full stop, unless it already ends with punctuation. */
export const withFullStop = (said: string): string =>
  /[.!?…:]["”’)]?$/.test(said.trim()) ? said : `${said}.`;
