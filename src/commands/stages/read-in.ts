import type { Who } from '../../domain/project/access.ts';

/** Returns the channel where an answer is read, whose buttons about other projects must name them; undefined elsewhere. */
export const readIn = ({
  here,
  room,
}: Pick<Who, 'here' | 'room'>): { projectId: string | null } | undefined =>
  here?.kind === 'channel' ? { projectId: room?.projectId ?? null } : undefined;
