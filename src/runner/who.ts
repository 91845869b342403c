import type { Tx } from '../../db/database.ts';
import { type CallerFacts, join, projectsOf, roomNamesOf } from '../../db/queries/directory/who.ts';
import { speaksFor } from '../../db/queries/people/organisations.ts';
import { type ReportedProfile, recordPerson } from '../../db/queries/people/record-person.ts';
import { lockProject } from '../../db/queries/plan/milestones.ts';
import type { Entered } from '../../db/tenant.ts';
import { type Outcome, ok, type Refusal } from '../domain/outcome.ts';
import type { Person } from '../domain/people/person.ts';
import { roleByRoom, type Who } from '../domain/project/access.ts';
import { labelOf, matchesProject } from '../domain/project/label.ts';
import type { Project } from '../domain/project/project.ts';
import type { Affiliation, Role } from '../domain/project/roles.ts';
import { chooseOne } from '../domain/reference.ts';
import { fold } from '../domain/text/fold.ts';
import { resolveZone } from '../domain/time/zones.ts';
import type { Intent, IsConfigured, Profile } from '../ports/intent.ts';
import { isVouched } from '../profiles/freshness.ts';
import {
  noProject,
  type ProjectReference,
  projectOfButton,
  type ResolvedProject,
} from './drawn/project-drawn.ts';

/** Who the settings say administers, as `slack:TEAM/USER`, `teams:TENANT/OBJECT_ID` or an e-mail address. */
export type Admins = readonly string[];

/** What decides who administers a workspace. */
export type Administration = { admins: Admins; isConfigured: IsConfigured };

/** A lookup of the sender's profile; undefined where the platform did not answer in time. */
export type ProfileLookup = { profile: Profile | undefined };

/** The sender of a request. */
export type IdentifiedSender = { person: Person; standing: Affiliation; verified: boolean };

/** `now` is an ISO instant. */
type Contact = { intent: Intent; known: CallerFacts; asked: ProfileLookup | undefined; now: string };

const standingOf = ({ intent, known, asked, now }: Contact): Affiliation =>
  intent.actor.standing ??
  asked?.profile?.standing ??
  (isVouched(known, now) ? known.standing : null) ??
  'guest';

const isVerified = ({ intent, known, asked, now }: Contact): boolean =>
  isVouched(known, now) || asked?.profile !== undefined || intent.actor.standing !== undefined;

/**
 * Records the sender of an intent on first contact, with the profile that their platform gave.
 *
 * @returns the person's id where cards may show another name of theirs.
 */
export async function recordIdentity(
  tx: Tx,
  workspaceId: string,
  contact: Contact,
  isConfigured: IsConfigured,
): Promise<string | undefined> {
  const { now } = contact;
  const { actor } = contact.intent;
  const profile = contact.asked?.profile;
  const zone = resolveZone(profile?.zone ?? '') ?? resolveZone(actor.zone ?? '');
  const reported: ReportedProfile = {
    ...(profile?.name || actor.name ? { name: profile?.name ?? actor.name ?? '' } : {}),
    ...(zone ? { zone } : {}),
    ...(profile?.email ? { email: profile.email.toLowerCase() } : {}),
    ...(profile?.directoryId ? { directoryId: profile.directoryId } : {}),
    standing: standingOf(contact),
    ...(isVerified(contact) ? { at: now } : {}),
    trusted: isConfigured(actor),
  };
  const { person, renamed } = await recordPerson(tx, workspaceId, actor, reported);
  return renamed ? person.id : undefined;
}

/** Identifies the sender of an intent; undefined where no person or no profile is recorded. */
export async function identify(
  tx: Tx,
  contact: Contact,
  administration: Administration,
): Promise<IdentifiedSender | undefined> {
  const { known, intent, asked } = contact;
  if (!known.person || !(known.profiled || asked)) return undefined;
  const listed =
    isListed(intent.actor, administration.admins) || (await isListedByAddress(tx, contact, administration));
  const standing = standingOf(contact);
  return {
    person: withSettings(known.person, listed, standing),
    standing,
    verified: isVerified(contact),
  };
}

/** Whether the settings name this very identity. An operator at a terminal administers by being there. */
const isListed = ({ platform, tenant, user, directoryId }: Intent['actor'], admins: Admins): boolean =>
  platform === 'cli' ||
  admins.some((admin) =>
    [user, directoryId].some((id) => id !== undefined && admin === `${platform}:${tenant}/${id}`),
  );

/**
 * Whether the settings name their address. It counts for a full member only, and where it is the
 * word of an organisation that the operator configured or an administrator bound (ADM-10).
 */
async function isListedByAddress(
  tx: Tx,
  contact: Contact,
  { admins, isConfigured }: Administration,
): Promise<boolean> {
  const { known, intent } = contact;
  if (!known.email || !admins.includes(known.email) || standingOf(contact) !== 'member') return false;
  return isConfigured(intent.actor) || speaksFor(tx, intent.actor, known.email);
}

/** Applies the settings' administrators and drops unknown zones. A person who became a guest is no administrator. */
function withSettings(person: Person, listed: boolean, standing: Affiliation): Person {
  const admin = listed || (person.admin && standing === 'member');
  return { ...person, zone: resolveZone(person.zone ?? '') ?? null, admin };
}

/** Resolves the project of a request and the role of its sender there. */
export async function resolveWho(
  tx: Tx,
  at: { entered: Entered; intent: Intent; known: CallerFacts; administration: Administration },
  someone: IdentifiedSender,
  read: ProjectReference,
): Promise<Outcome<Who>> {
  const { entered, intent, known } = at;
  const { person, standing } = someone;
  const contact = { known, intent };
  const meant = read.drawn
    ? await projectOfButton(tx, person, contact, { ...read, drawn: read.drawn })
    : await projectNamed(tx, person, contact, read.project);
  if (!meant.ok) return meant;
  const { project } = meant.value;
  const held = roleHeld(meant.value, standing);
  const role = await roleIn(tx, entered.workspaceId, { person, standing, known, project, held });
  const { room } = intent;
  return ok({
    workspaceId: entered.workspaceId,
    person,
    affiliation: standing,
    platform: intent.actor.platform,
    tenant: intent.actor.tenant,
    user: intent.actor.user,
    here: room && { ...room, name: room.name ?? null, reach: room.reach ?? null },
    room: known.room?.projectId ? known.room : undefined,
    linkedElsewhere: entered.linked && !known.room?.projectId,
    project,
    role,
    ...(intent.written ? { written: intent.written } : {}),
    adminOpen: mayBecomeAdmin(someone, intent, at.administration),
  });
}

/** A role that followed from being a member counts for members only; one that was given counts (ADM-2). */
const roleHeld = ({ held, byRoom }: ResolvedProject, standing: Affiliation): Role | undefined =>
  byRoom && held === 'contributor' && standing !== 'member' ? undefined : held;

/** Returns the role of a person in one of their projects, without the one that a room would give. */
export const roleFrom = (
  { role, byRoom }: { role: Role | null; byRoom: boolean | null },
  { person, affiliation }: Pick<Who, 'person' | 'affiliation'>,
): Role =>
  roleHeld({ project: undefined, held: role ?? undefined, byRoom: byRoom ?? false }, affiliation) ??
  (person.admin ? 'owner' : 'none');

/** Where the settings name no administrator, a full member of what the operator configured may become one. */
const mayBecomeAdmin = (
  { standing, verified }: IdentifiedSender,
  { actor }: Intent,
  { admins, isConfigured }: Administration,
): boolean => admins.length === 0 && verified && standing === 'member' && isConfigured(actor);

/**
 * The project that was named, else the room's; in a direct chat the only one that the person takes
 * part in. In a channel that shows no project nothing is guessed.
 */
async function projectNamed(
  tx: Tx,
  person: Person,
  { known, intent }: { known: CallerFacts; intent: Intent },
  named: string | undefined,
): Promise<Outcome<ResolvedProject>> {
  if (!named && known.project) return ok({ project: known.project, held: known.role, byRoom: known.byRoom });
  if (!named && intent.room?.kind === 'channel') return ok(noProject);
  const rows = await projectsOf(tx, person);
  const mine = rows.map((row) => ({
    name: labelOf({ ...row, name: row.project.name }),
    numbered: { name: row.project.name, nth: row.nth, namesakes: row.namesakes },
    project: row.project,
    held: row.role ?? undefined,
    byRoom: row.byRoom ?? false,
  }));
  if (!named) return ok(mine.length === 1 && mine[0] ? mine[0] : noProject);
  const byId = mine.find((row) => row.project.id === named);
  if (byId) return ok(byId);
  const meant = mine.filter(({ numbered }) => matchesProject(numbered, named));
  const exact = meant.filter(({ numbered }) => fold(numbered.name) === fold(named.trim()));
  const left = exact.length > 0 ? exact : meant;
  const [only] = left;
  if (only && left.length === 1) return ok(only);
  const about = await roomNamesOf(
    tx,
    left.map(({ project }) => project.id),
  );
  return chooseOne('project', named, left, ({ name, project }) =>
    described(
      name,
      about.find(({ id }) => id === project.id),
    ),
  );
}

/** "Apollo #2, in #apollo, since 2026-11-03". */
function described(label: string, about: { since: string; rooms: string[] } | undefined): string {
  if (!about) return label;
  const rooms = about.rooms.length > 0 ? `in ${about.rooms.slice(0, 3).join(' and ')}` : 'in no channel';
  return `${label}, ${rooms}, since ${about.since}`;
}

type RoleFacts = {
  person: Person;
  standing: Affiliation;
  known: CallerFacts;
  project: Project | undefined;
  held: Role | undefined;
};

/** The role that was given, else an administrator's, else the one of the room, which is kept from then on. */
async function roleIn(
  tx: Tx,
  workspaceId: string,
  { person, standing, known, project, held }: RoleFacts,
): Promise<Role> {
  if (!project) return 'none';
  if (held) return held;
  if (person.admin) return 'owner';
  if (known.room?.projectId !== project.id) return 'none';
  const role = roleByRoom(known.room.audience, standing);
  if (role === 'viewer') return role;
  await lockProject(tx, project.id);
  await join(tx, { workspaceId, projectId: project.id, personId: person.id, role });
  return role;
}

/** The refusal for a command that needs a project when none is meant. */
export async function withoutProject(tx: Tx, who: Who): Promise<Refusal> {
  const rows = await projectsOf(tx, who.person);
  return rows.length > 1 && who.here?.kind !== 'channel'
    ? { is: 'which_project', names: rows.map((row) => labelOf({ ...row, name: row.project.name })) }
    : { is: 'no_project' };
}
