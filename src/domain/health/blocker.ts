import type { Party } from '../plan/milestone.ts';

/** What stops a project or a milestone (HLT-1). People type its number. */
export type Blocker = {
  id: string;
  projectId: string;
  /** Null: it blocks the project as a whole. */
  milestoneId: string | null;
  number: number;
  text: string;
  by: Party | null;
  openedById: string;
  openedAt: string;
  clearedById: string | null;
  clearedAt: string | null;
};

/** Returns a blocker's key, "B4", as people type it; milestones have bare numbers. */
export const blockerKey = ({ number }: Pick<Blocker, 'number'>): string => `B${number}`;

/** Formats a blocker for lists and refusals: "B4 waiting for the API key". */
export const blockerName = (blocker: Pick<Blocker, 'number' | 'text'>): string =>
  `${blockerKey(blocker)} ${blocker.text}`;

/** Returns a new, open blocker. */
export const newBlocker = (
  of: Pick<Blocker, 'id' | 'projectId' | 'milestoneId' | 'number' | 'text'> & {
    by?: Blocker['by'] | undefined;
  },
  openedById: string,
  openedAt: string,
): Blocker => ({ ...of, by: of.by ?? null, openedById, openedAt, clearedById: null, clearedAt: null });

/** Returns the keys of cleared blockers, for the event that cleared them. */
export const clearedKeys = (blockers: readonly Blocker[]): { blockers?: string } =>
  blockers.length > 0 ? { blockers: blockers.map(blockerKey).join(', ') } : {};
