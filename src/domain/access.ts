import type { Person, Room } from './change.ts';
import type { Project } from './project.ts';

/** Roles in a project (ADM-2), from most to least. `none` may not even look. */
export const roles = ['owner', 'coach', 'contributor', 'client', 'viewer', 'none'] as const;
/** What somebody may do in a project. */
export type Role = (typeof roles)[number];

/** How a person belongs to the organisation whose room they speak in (ADM-2). */
export type Standing = 'member' | 'guest' | 'external';

/** Whoever asked, as the server knows them: never from what a payload says. */
export type Who = {
  workspaceId: string;
  person: Person;
  standing: Standing;
  platform: 'slack' | 'teams' | 'cli';
  /** The room they spoke in, when it is linked to a project of the workspace. */
  room: Room | undefined;
  /** The project that is meant: the room's, the one named, or the person's only one. */
  project: Project | undefined;
  /** Their role in that project; `none` where there is no project. */
  role: Role;
};
