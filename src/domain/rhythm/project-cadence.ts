import { formatDate as dateInWords } from '../time/dates.ts';
import type { Cadence } from '../time/schedule.ts';
import { inWords } from './cadence.ts';

/**
 * What a cadence does when its time comes (LCH-8). `standup` asks everybody and sums up, `review` and
 * `planning` are digests of their own, `announcement` is a text that somebody confirms, `expect` speaks
 * up when less is done than was expected, `note` says its own words.
 */
export const cadenceKinds = ['standup', 'review', 'planning', 'announcement', 'expect', 'note'] as const;
/** One of these. */
export type CadenceKind = (typeof cadenceKinds)[number];

/**
 * Where it stands: `asked`, the owner has the draft of an announcement; `done`, its day has been;
 * `skipped`, the owner did not want it; `off`, it comes no more.
 */
export type CadenceState = 'on' | 'asked' | 'done' | 'skipped' | 'off';

/** Something that a project says again and again, or on a day (LCH-8). People type its number. */
export type ProjectCadence = {
  id: string;
  projectId: string;
  number: number;
  kind: CadenceKind;
  /** What it is: "Weekly review". */
  what: string;
  /** When it comes, as a document said it; kept for the document's sake. */
  rule: string | null;
  /** When it comes again and again; null: on one day, or, without a day, never by itself. */
  every: Cadence | null;
  /** The day of one that comes once, YYYY-MM-DD, and the time, HH:MM, in the project's zone. */
  on: string | null;
  at: string;
  /** Into which rooms of the project. */
  audience: 'team' | 'customer';
  /** The text of an announcement. */
  draft: string | null;
  /** `expect`: so many per cent of that milestone, or of the project where there is none. */
  percent: number | null;
  milestoneId: string | null;
  /** `standup`: how long answers are waited for, in minutes. */
  minutes: number;
  /** Who made it, and who confirms it. */
  ownerId: string;
  state: CadenceState;
  /** The next instant; null: the schedule plans it anew. */
  nextAt: string | null;
};

/** What somebody answered in a standup (LCH-8): once a round, the last word counts. */
export type StandupAnswer = {
  id: string;
  projectId: string;
  cadenceId: string;
  personId: string;
  /** The day of the round, YYYY-MM-DD. */
  round: string;
  did: string | null;
  next: string | null;
  blocks: string | null;
  /** An ISO instant. */
  at: string;
};

/** "C2": how a cadence is named and typed; milestones have bare numbers. */
export const cadenceKey = ({ number }: Pick<ProjectCadence, 'number'>): string => `C${number}`;

/** "C2 Weekly review", as lists and refusals name it. */
export const cadenceName = (cadence: Pick<ProjectCadence, 'number' | 'what'>): string =>
  `${cadenceKey(cadence)} ${cadence.what}`;

type Needed = 'id' | 'projectId' | 'number' | 'what' | 'ownerId';

/** A cadence as it begins; the schedule plans its first time. */
export const newCadence = (
  of: Pick<ProjectCadence, Needed> & Partial<Omit<ProjectCadence, 'state' | 'nextAt'>>,
): ProjectCadence => ({
  kind: kindOf(of.what),
  rule: null,
  every: null,
  on: null,
  at: of.every?.at ?? '09:00',
  audience: 'team',
  draft: null,
  percent: null,
  milestoneId: null,
  minutes: 120,
  ...of,
  state: 'on',
  nextAt: null,
});

/** What a cadence is, by its words: a note where they say nothing. */
export function kindOf(what: string): CadenceKind {
  if (/\bstand[- ]?ups?\b|\bdaily (?:sync|check[- ]?in)\b/i.test(what)) return 'standup';
  if (/\breviews?\b|\bretro(?:spective)?s?\b/i.test(what)) return 'review';
  if (/\bplanning\b/i.test(what)) return 'planning';
  return 'note';
}

/** When a cadence comes, inside a sentence: "Fridays at 16:00", "on Thu 18 Feb at 09:00". `today` is YYYY-MM-DD. */
export function comes({ every, on, at, rule, state }: ProjectCadence, today: string): string {
  if (state === 'off') return 'off';
  if (every) return inWords(every);
  if (on) return `on ${dateInWords(on, today)} at ${at}`;
  return rule ? `“${rule}”, which is not understood` : 'never by itself';
}

/** A cadence with the name of whoever made it. */
export type KnownCadence = ProjectCadence & { owner: string };
