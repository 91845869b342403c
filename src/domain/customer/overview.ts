import type { ProjectFacts } from '../facts.ts';
import type { Milestone } from '../plan/milestone.ts';

/** The latest report of progress, as a customer may know it: without its note. */
export type LatestUpdate = Pick<Milestone, 'number' | 'name' | 'outcome'> & {
  percent: number;
  /** An ISO instant. */
  at: string;
};

/** A project as its customer sees it (CUS-1), with what they may know alone (`withheld`). */
export type CustomerProject = ProjectFacts & { latest: LatestUpdate | null };
