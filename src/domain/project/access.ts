import type { Person } from '../people/person.ts';
import type { Platform } from '../platform.ts';
import { defaultKind, kindPolicies, type Policies } from './policies.ts';
import type { Project } from './project.ts';
import type { Affiliation, Role } from './roles.ts';
import type { Room } from './room.ts';

/** Whoever asked, as the server knows them: never from what a payload says. */
export type Who = {
  workspaceId: string;
  person: Person;
  affiliation: Affiliation;
  platform: Platform;
  /** The organisation whose account they use, as its platform names it. */
  tenant: string;
  /** The room they spoke in, as its platform names it; not for an operator at a terminal. */
  here: Omit<Room, 'id' | 'projectId' | 'audience'> | undefined;
  /** The same room, when it is linked to a project of the workspace. */
  room: Room | undefined;
  /** The room belongs to a project of another workspace. */
  linkedElsewhere: boolean;
  /** The project that is meant: the room's, the one named, or the person's only one. */
  project: Project | undefined;
  /** Their role in that project; `none` where there is no project. */
  role: Role;
  /** The settings name no administrator, and this is a full member of what the operator configured: they become one by the first project. */
  adminOpen: boolean;
};

/** The roles that may; undefined when this person may already. */
export type Needs = Role[] | undefined;

/** Who works on milestones. */
export const contributors: readonly Role[] = ['owner', 'coach', 'contributor'];
/** Who may look. */
export const viewers: readonly Role[] = ['owner', 'coach', 'contributor', 'client', 'viewer'];

/** Asks for one of the roles. */
export function needs(who: Who, allowed: readonly Role[]): Needs {
  return allowed.includes(who.role) ? undefined : [...allowed];
}

/** The policies of a project's kind; those of the default kind where there is no project. */
const policiesOfKind = (project: Pick<Project, 'kind'> | undefined) =>
  kindPolicies[project?.kind ?? defaultKind];

/** Who runs a project. */
export const governors = (project: Pick<Project, 'kind'> | undefined): readonly Role[] =>
  policiesOfKind(project).governors;

/** The role that gives roles in a project, and that its founder gets. */
export const headOf = (project: Pick<Project, 'kind'>): Role => policiesOfKind(project).head;

/** Who plans milestones. */
export function planners(project: Project | undefined): readonly Role[] {
  const { planners: who, head } = policiesOfKind(project);
  return who === 'head' ? [head] : contributors;
}

/** Who decides on a review, and who reopens: the policy's approver. Without one, whoever works on it. */
export const deciders = (policies: Policies): readonly Role[] =>
  policies.approver === 'nobody' ? contributors : [policies.approver];

/**
 * The role of somebody whom nobody gave one: in a customer's room a client; in a team's room the
 * organisation's own people contribute, guests and strangers look on (ADM-2).
 */
export function roleByRoom(audience: Room['audience'], standing: Affiliation): Role {
  if (audience === 'customer') return 'client';
  return standing === 'member' ? 'contributor' : 'viewer';
}
