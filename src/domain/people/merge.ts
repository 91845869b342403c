import { headOf } from '../project/access.ts';
import type { Project } from '../project/project.ts';
import { type Role, roles } from '../project/roles.ts';
import type { Cadence, QuietHours } from '../time/schedule.ts';

/** Days in which a merge can be taken apart. */
export const mergeUndoDays = 30;
/** Days in which a request for a merge waits for everybody's yes. */
export const mergeRequestDays = 7;

/** The yes of somebody who may give a role in a project; `projectId` null: the administration of the workspace. */
export type MergeAgreement = { projectId: string | null; role: Role | 'administrator'; byId: string };

/** A role that one of two people would get by becoming one with the other. */
export type RoleGain = {
  projectId: string | null;
  /** Name of the project; null for the administration. */
  project: string | null;
  role: Role | 'administrator';
  /** Who would get it. */
  forId: string;
};

/** The role of somebody in a project. */
export type Membership = { projectId: string; project: string; kind: Project['kind']; role: Role };

/** One of the two people of a merge. */
export type MergePerson = { id: string; name: string; admin: boolean; holdings: Membership[] };

/** A membership as it was. */
export type PreviousMembership = { id: string; project_id: string; role: Role; by_room: boolean };
type Settings = {
  admin: boolean;
  zone: string | null;
  zone_chosen: boolean;
  email: string | null;
  quiet: QuietHours | null;
  digest: Cadence | null;
};

/** What a merge moved, by the names of the columns: enough to take it apart again. */
export type MergeRecord = {
  identities: string[];
  members: { from: PreviousMembership[]; into: PreviousMembership[] };
  assigned: string[];
  submitted: string[];
  done: string[];
  risks_owned: string[];
  risks_opened: string[];
  cadences: string[];
  snoozes: string[];
  /** Rows that gave way to one of the other's. */
  snoozes_dropped: Record<string, unknown>[];
  votes: string[];
  votes_dropped: Record<string, unknown>[];
  /** Settings of both before, and of the one who stayed afterwards. */
  from: Settings;
  into: Settings;
  merged: Omit<Settings, 'digest'>;
};

const rank = (role: Role) => roles.indexOf(role);

/** The roles that either of two people would get by becoming one with the other. Not being in a project is `none`. */
export function roleGains(one: MergePerson, other: MergePerson): RoleGain[] {
  const administration: RoleGain[] =
    one.admin === other.admin
      ? []
      : [{ projectId: null, project: null, role: 'administrator', forId: one.admin ? other.id : one.id }];
  return [...administration, ...gained(one, other), ...gained(other, one)];
}

/** What `one` would get of `other`. */
function gained(one: MergePerson, other: MergePerson): RoleGain[] {
  return other.holdings.flatMap(({ projectId, project, role }) => {
    const mine = one.holdings.find((held) => held.projectId === projectId)?.role ?? 'none';
    return rank(role) < rank(mine) ? [{ projectId, project, role, forId: one.id }] : [];
  });
}

/** Somebody whose yes may be asked for: the roles that they hold, and whether they administer. */
export type MergeApprover = { id: string; admin: boolean; holdings: readonly Membership[] };

/** The raises that somebody may agree to: where they give roles; all of them for an administrator. */
export function grantableGains(voice: MergeApprover, raises: readonly RoleGain[]): RoleGain[] {
  return raises.filter(
    ({ projectId }) =>
      voice.admin ||
      voice.holdings.some((held) => held.projectId === projectId && held.role === headOf(held)),
  );
}

/** The agreements that somebody's yes adds. */
export const agreementsBy = (voice: MergeApprover, raises: readonly RoleGain[]): MergeAgreement[] =>
  grantableGains(voice, raises).map(({ projectId, role }) => ({ projectId, role, byId: voice.id }));

/** The raises that nobody has agreed to yet. A role that rose further since is another raise. */
export const pendingGains = (
  raises: readonly RoleGain[],
  agreements: readonly MergeAgreement[],
): RoleGain[] =>
  raises.filter(
    ({ projectId, role }) => !agreements.some((one) => one.projectId === projectId && one.role === role),
  );
