import { formatDate as dateInWords } from '../time/dates.ts';
import type { Cadence } from '../time/schedule.ts';
import { inWords } from './cadence.ts';

/**
 * What a cadence sends (LCH-8). `standup` asks each person and sums up, `review` and `planning` send a
 * digest, `announcement` sends a text that its owner has confirmed, `expect` warns when less is done than
 * expected, `note` sends its own words.
 */
const cadenceKinds = ['standup', 'review', 'planning', 'announcement', 'expect', 'note'] as const;
/** One of these. */
export type CadenceKind = (typeof cadenceKinds)[number];

/**
 * The state of a cadence. `asked`: the owner has the draft of an announcement. `done`: its day has passed.
 * `skipped`: the owner left it out. `off`: switched off.
 */
export type CadenceState = 'on' | 'asked' | 'done' | 'skipped' | 'off';

/** A message that a project sends repeatedly, or on one day (LCH-8). People type its number. */
export type ProjectCadence = {
  id: string;
  projectId: string;
  number: number;
  kind: CadenceKind;
  /** Its name: "Weekly review". */
  what: string;
  /** Its times as the imported document words them, kept for the export. */
  rule: string | null;
  /** Its recurrence; null: on one day (`on`), or never by itself. */
  every: Cadence | null;
  /** The day of a single message, YYYY-MM-DD, and the time, HH:MM, in the project's zone. */
  on: string | null;
  at: string;
  /** Which rooms of the project get it. */
  audience: 'team' | 'customer';
  /** The text of an announcement. */
  draft: string | null;
  /** `expect`: the expected percentage of the milestone, or of the project without one. */
  percent: number | null;
  milestoneId: string | null;
  /** `standup`: for how many minutes answers count. */
  minutes: number;
  /** Who created it and confirms it. */
  ownerId: string;
  state: CadenceState;
  /** The next instant; null: the schedule computes it. */
  nextAt: string | null;
};

/** A person's answer in a round of a standup (LCH-8); a later answer replaces it. */
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

/** Returns the key that people type, "C2"; milestones have bare numbers. */
export const cadenceKey = ({ number }: Pick<ProjectCadence, 'number'>): string => `C${number}`;

/** Returns key and name, "C2 Weekly review", for lists and refusals. */
export const cadenceName = (cadence: Pick<ProjectCadence, 'number' | 'what'>): string =>
  `${cadenceKey(cadence)} ${cadence.what}`;

type Needed = 'id' | 'projectId' | 'number' | 'what' | 'ownerId';

/** Creates a cadence; the schedule computes its first instant. */
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

/** Guesses the kind of a cadence from its name; a note by default. */
export function kindOf(what: string): CadenceKind {
  if (/\bstand[- ]?ups?\b|\bdaily (?:sync|check[- ]?in)\b/i.test(what)) return 'standup';
  if (/\breviews?\b|\bretro(?:spective)?s?\b/i.test(what)) return 'review';
  if (/\bplanning\b/i.test(what)) return 'planning';
  return 'note';
}

/** Returns the times of a cadence for use inside a sentence: "Fridays at 16:00", "on Thu 18 Feb at 09:00". `today` is YYYY-MM-DD. */
export function comes({ every, on, at, rule, state }: ProjectCadence, today: string): string {
  if (state === 'off') return 'off';
  if (every) return inWords(every);
  if (on) return `on ${dateInWords(on, today)} at ${at}`;
  return rule ? `“${rule}”, which Milepost cannot read` : 'never by itself';
}

/** A cadence with its owner's name. */
export type KnownCadence = ProjectCadence & { owner: string };
