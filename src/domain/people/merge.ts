import { headOf } from '../project/access.ts';
import type { Project } from '../project/project.ts';
import { type Role, roles } from '../project/roles.ts';
import type { Cadence, QuietHours } from '../time/schedule.ts';

/** Days within which a merge can be undone. */
export const mergeUndoDays = 30;
/** Days after which a merge request expires. */
export const mergeRequestDays = 7;

/** The agreement of a person who can give a role in a project; `projectId` null: in the workspace. */
export type MergeAgreement = { projectId: string | null; role: Role | 'administrator'; byId: string };

/** A role that one of two people gains by their merge. */
export type RoleGain = {
  projectId: string | null;
  /** The project's name; null for the administrator role. */
  project: string | null;
  role: Role | 'administrator';
  /** The person who gains it. */
  forId: string;
};

/** A person's role in a project. */
export type Membership = { projectId: string; project: string; kind: Project['kind']; role: Role };

/** One of the two people of a merge. */
export type MergePerson = { id: string; name: string; admin: boolean; holdings: Membership[] };

/** A membership before a merge. */
type PreviousMembership = {
  id: string;
  project_id: string;
  role: Role;
  by_room: boolean;
  /** Absent in older records. */
  of_company?: boolean;
};
type Settings = {
  admin: boolean;
  zone: string | null;
  zone_chosen: boolean;
  email: string | null;
  quiet: QuietHours | null;
  digest: Cadence | null;
};

/** What a merge moved, by column name: enough to undo it. */
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
  /** Rows that were replaced by the other person's. */
  snoozes_dropped: Record<string, unknown>[];
  votes: string[];
  votes_dropped: Record<string, unknown>[];
  /** Change orders that they signed for a side; absent in older records. */
  signed_supplier?: string[];
  signed_client?: string[];
  /** Settings of both before, and of the remaining person afterwards. */
  from: Settings;
  into: Settings;
  merged: Omit<Settings, 'digest'>;
};

const rank = (role: Role) => roles.indexOf(role);

/** Returns the roles that either of two people gains by their merge. No membership counts as `none`. */
export function roleGains(a: MergePerson, b: MergePerson): RoleGain[] {
  const administration: RoleGain[] =
    a.admin === b.admin
      ? []
      : [{ projectId: null, project: null, role: 'administrator', forId: a.admin ? b.id : a.id }];
  return [...administration, ...gainsFrom(a, b), ...gainsFrom(b, a)];
}

/** Returns the roles that the first person gains from the second. */
function gainsFrom(person: MergePerson, other: MergePerson): RoleGain[] {
  return other.holdings.flatMap(({ projectId, project, role }) => {
    const own = person.holdings.find((held) => held.projectId === projectId)?.role ?? 'none';
    return rank(role) < rank(own) ? [{ projectId, project, role, forId: person.id }] : [];
  });
}

/** A person who may be asked to agree: their roles, and whether they are an administrator. */
export type MergeApprover = { id: string; admin: boolean; holdings: readonly Membership[] };

/** Returns the gains that a person can agree to: in projects where they give roles; all for an administrator. */
export function grantableGains(approver: MergeApprover, gains: readonly RoleGain[]): RoleGain[] {
  return gains.filter(
    ({ projectId }) =>
      approver.admin ||
      approver.holdings.some((held) => held.projectId === projectId && held.role === headOf(held)),
  );
}

/** Returns the agreements that a person's consent adds. */
export const agreementsBy = (approver: MergeApprover, gains: readonly RoleGain[]): MergeAgreement[] =>
  grantableGains(approver, gains).map(({ projectId, role }) => ({ projectId, role, byId: approver.id }));

/** Returns the gains without agreement. A role that was raised further since needs a new one. */
export const pendingGains = (gains: readonly RoleGain[], agreements: readonly MergeAgreement[]): RoleGain[] =>
  gains.filter(
    ({ projectId, role }) => !agreements.some((one) => one.projectId === projectId && one.role === role),
  );
