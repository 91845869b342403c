import type { Milestone } from '../plan/milestone.ts';

type Placed = Pick<Milestone, 'parentId' | 'order' | 'status'>;

/** Returns the next milestone beside another that has not started: the one that the route `next` means (SCP-2). */
export const nextToStart = <T extends Placed>(of: Placed, milestones: readonly T[]): T | undefined =>
  milestones
    .filter((one) => one.parentId === of.parentId && one.order > of.order && one.status === 'upcoming')
    .sort((a, b) => a.order - b.order)[0];
