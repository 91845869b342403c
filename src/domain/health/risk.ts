/** How bad it would be, from the worst. */
export const levels = ['high', 'medium', 'low'] as const;
/** One of these. */
export type Level = (typeof levels)[number];

/** What could go wrong, and by when that must be settled (LCH-7). People type its number. */
export type Risk = {
  id: string;
  projectId: string;
  number: number;
  text: string;
  level: Level;
  /** YYYY-MM-DD. */
  resolveBy: string | null;
  /** Who sees to it; null: whoever named it. */
  ownerId: string | null;
  openedById: string;
  /** An ISO instant, as all moments here. */
  openedAt: string;
  resolvedById: string | null;
  resolvedAt: string | null;
};

/** "R3": how a risk is named and typed; milestones have bare numbers. */
export const riskKey = ({ number }: Pick<Risk, 'number'>): string => `R${number}`;

/** "R3 payment provider not approved", as lists and refusals name it. */
export const riskName = (risk: Pick<Risk, 'number' | 'text'>): string => `${riskKey(risk)} ${risk.text}`;

/** A risk as it begins. */
export const newRisk = (
  of: Pick<Risk, 'id' | 'projectId' | 'number' | 'text' | 'openedById' | 'openedAt'> &
    Partial<Pick<Risk, 'level' | 'resolveBy' | 'ownerId'>>,
): Risk => ({ level: 'medium', resolveBy: null, ownerId: null, ...of, resolvedById: null, resolvedAt: null });

/** What must be resolved by a day that has come, YYYY-MM-DD in the project's zone (LCH-7). */
export const isPressing = ({ resolveBy, resolvedAt }: Risk, today: string): boolean =>
  resolvedAt === null && resolveBy !== null && resolveBy <= today;

/** Whether it came to press after a day and until another: then it is told, once. */
export const becamePressing = (risk: Risk, after: string, today: string): boolean =>
  isPressing(risk, today) && (risk.resolveBy ?? '') > after;

/** The worst first, then what is to be resolved first. */
export const byLevel = (a: Risk, b: Risk): number =>
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  (a.resolveBy ?? '9').localeCompare(b.resolveBy ?? '9') ||
  a.number - b.number;

/** A risk with the names of those it is about. */
export type RiskWithNames = Risk & { owner: string | null; resolvedBy: string | null };
