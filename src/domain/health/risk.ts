import type { NamedMilestone } from '../plan/milestone.ts';

/** The levels of a risk, highest first. */
export const levels = ['high', 'medium', 'low'] as const;
/** The level of a risk. */
export type Level = (typeof levels)[number];

/** A risk, and the date by which it must be resolved (LCH-7). People type its number. */
export type Risk = {
  id: string;
  projectId: string;
  number: number;
  text: string;
  level: Level;
  /** The milestone that it threatens; null: the project as a whole. */
  milestoneId: string | null;
  /** What makes it less likely or less bad. */
  mitigation: string | null;
  /** YYYY-MM-DD. */
  resolveBy: string | null;
  /** The responsible person; null: the one who opened it. */
  ownerId: string | null;
  openedById: string;
  /** An ISO instant, as all times here. */
  openedAt: string;
  resolvedById: string | null;
  resolvedAt: string | null;
};

/** Returns a risk's key, "R3", as people type it; milestones have bare numbers. */
export const riskKey = ({ number }: Pick<Risk, 'number'>): string => `R${number}`;

/** Formats a risk for lists and refusals: "R3 payment provider not approved". */
export const riskName = (risk: Pick<Risk, 'number' | 'text'>): string => `${riskKey(risk)} ${risk.text}`;

/** Returns a new, unresolved risk. */
export const newRisk = (
  of: Pick<Risk, 'id' | 'projectId' | 'number' | 'text' | 'openedById' | 'openedAt'> &
    Partial<Pick<Risk, 'level' | 'resolveBy' | 'ownerId' | 'milestoneId' | 'mitigation'>>,
): Risk => ({
  level: 'medium',
  milestoneId: null,
  mitigation: null,
  resolveBy: null,
  ownerId: null,
  ...of,
  resolvedById: null,
  resolvedAt: null,
});

/** Whether a risk is unresolved and its date has come; `today` is YYYY-MM-DD in the project's zone (LCH-7). */
export const isPressing = ({ resolveBy, resolvedAt }: Risk, today: string): boolean =>
  resolvedAt === null && resolveBy !== null && resolveBy <= today;

/** Whether a risk's date came after one day and up to another, so that it is reported once. */
export const becamePressing = (risk: Risk, after: string, today: string): boolean =>
  isPressing(risk, today) && (risk.resolveBy ?? '') > after;

/** Sorts by level, then by the date to resolve. */
export const byLevel = (a: Risk, b: Risk): number =>
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  (a.resolveBy ?? '9').localeCompare(b.resolveBy ?? '9') ||
  a.number - b.number;

/** A risk with the names of its people and its milestone. */
export type RiskWithNames = Risk & {
  owner: string | null;
  resolvedBy: string | null;
  milestone: NamedMilestone | null;
};
