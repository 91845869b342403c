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
