import type { Person } from '../people/person.ts';
import type { Platform } from '../platform.ts';
import type { Quote } from '../review/quote.ts';
import type { ReactionReport } from '../review/reaction.ts';
import { defaultKind, kindPolicies, type Policies } from './policies.ts';
import type { Project } from './project.ts';
import type { Affiliation, Role } from './roles.ts';
import type { Member, Room } from './room.ts';

/** The acting person, as authenticated by the server, never from a payload's claims. */
export type Who = {
  workspaceId: string;
  person: Person;
  affiliation: Affiliation;
  platform: Platform;
  /** The organisation of their account, by its platform's id. */
  tenant: string;
  /** Their account there. */
  user: string;
  /** The room they acted in, as its platform names it; undefined for an operator at a terminal. */
  here: Omit<Room, 'id' | 'projectId' | 'audience'> | undefined;
  /** The same room if it is linked to a project of the workspace. */
  room: Room | undefined;
  /** Whether the room is linked to a project of another workspace. */
  linkedElsewhere: boolean;
  /** The project of the command: the room's, the named one, or the person's only one. */
  project: Project | undefined;
  /** Their role in that project; `none` without a project. */
  role: Role;
  /**
   * Whether their first project makes them administrator: the settings name none, and they are a full member
   * of a configured organisation.
   */
  adminOpen: boolean;
  /** The message of the platform that the request is, where it was written in a project's thread. */
  written?: Written | undefined;
  /** The message that they quote as evidence, as its platform reported it (APR-3). */
  quoted?: Quote | undefined;
  /** Their reaction to a message, as its platform reported it (APR-3). */
  reacted?: ReactionReport | undefined;
};

/** A message that somebody wrote, edited or deleted in the thread of a room, as the platform reports it. */
export type Written = {
  /** Its id on the platform. */
  messageId: string;
  /** When it was edited, an ISO instant, where the platform says so. */
  editedAt?: string | undefined;
  files: readonly { name: string; url?: string }[];
};

/** Somebody who sends a request about one project. */
export type InProject = Who & { project: Project };

/** The roles that can do it; undefined if this person can. */
export type Needs = Role[] | undefined;

/** Roles that work on milestones. */
export const contributors: readonly Role[] = ['owner', 'coach', 'contributor'];
/** Roles that start milestones. */
export const starters: readonly Role[] = contributors;
/** Roles that sign a change order, each for its side (SCP-3). */
export const signers: readonly Role[] = ['owner', 'client'];
/** Roles that answer for the customer. */
export const customers: readonly Role[] = ['client'];
/** Roles that can view a project. */
export const viewers: readonly Role[] = ['owner', 'coach', 'contributor', 'client', 'viewer'];

/** Whether a person sees costs and profit: those who work on the project, where no customer reads along. */
export const seesCosts = ({ role, room }: Pick<Who, 'role' | 'room'>): boolean =>
  contributors.includes(role) && !isReadByCustomers(room);

/** Whether customers read a room. */
export const isReadByCustomers = (room: Pick<Room, 'audience'> | undefined): boolean =>
  room?.audience === 'customer';

/** Requires one of the roles. */
export function needs(who: Who, allowed: readonly Role[]): Needs {
  return allowed.includes(who.role) ? undefined : [...allowed];
}

/** Returns the policies of a project's kind; the default kind's without a project. */
const policiesOfKind = (project: Pick<Project, 'kind'> | undefined) =>
  kindPolicies[project?.kind ?? defaultKind];

/** Whether somebody works on a project by a role that they were given, so that they belong to its company (STG-2). */
export const worksForCompany = ({ role, byRoom, ofCompany }: Pick<Member, 'role' | 'byRoom' | 'ofCompany'>) =>
  ofCompany === true || ((role === 'owner' || role === 'contributor') && byRoom !== true);

/** Returns the roles that run a project. */
export const governors = (project: Pick<Project, 'kind'> | undefined): readonly Role[] =>
  policiesOfKind(project).governors;

/** Returns the role that gives roles in a project, which its founder gets. */
export const headOf = (project: Pick<Project, 'kind'>): Role => policiesOfKind(project).head;

/** Returns the roles that plan milestones. */
export function planners(project: Project | undefined): readonly Role[] {
  const { planners: who, head } = policiesOfKind(project);
  return who === 'head' ? [head] : contributors;
}

/** Returns the roles that apply a blueprint: it changes both the project and its plan. */
export const appliersOfBlueprints = (project: Project): readonly Role[] =>
  governors(project).filter((role) => planners(project).includes(role));

/** Returns the roles that decide on a review and reopen: the policy's approver, else everyone who works on it. */
export const deciders = (policies: Policies): readonly Role[] =>
  policies.approver === 'nobody' ? contributors : [policies.approver];

/**
 * Returns the role of a person without a given one: client in a customer's room; in a team's room the
 * organisation's members contribute, guests and external people view (ADM-2).
 */
export function roleByRoom(audience: Room['audience'], affiliation: Affiliation): Role {
  if (audience === 'customer') return 'client';
  return affiliation === 'member' ? 'contributor' : 'viewer';
}
