import { meet, type Told } from '../../db/queries/meet.ts';
import { lockProject } from '../../db/queries/milestones.ts';
import { join, type Known, projectsOf } from '../../db/queries/who.ts';
import type { Entered, Tx } from '../../db/tenant.ts';
import { type Role, roleByRoom, type Standing, type Who } from '../domain/access.ts';
import type { Person } from '../domain/change.ts';
import { type Outcome, ok, type Refusal } from '../domain/outcome.ts';
import type { Project } from '../domain/project.ts';
import { choose } from '../domain/reference.ts';
import { zoneOf } from '../domain/zones.ts';
import { isVouched } from './freshness.ts';
import type { Intent, Profile } from './intent.ts';
import { type Meaning, type Meant, noneMeant as none, projectDrawn } from './project-drawn.ts';

/** Who the settings say administers, as `slack:TEAM/USER`, `teams:TENANT/OBJECT_ID` or an e-mail address. */
export type Admins = readonly string[];

/** What was asked of the platform on first contact: its answer, or that it gave none in time. */
export type Asked = { profile: Profile | undefined };

/** Whoever asks. */
export type Recognised = { person: Person; standing: Standing; verified: boolean };

/** `now` is an ISO instant. */
type Contact = { intent: Intent; known: Known; asked: Asked | undefined; now: string };

const standingOf = ({ intent, known, asked, now }: Contact): Standing =>
  intent.actor.standing ??
  asked?.profile?.standing ??
  (isVouched(known, now) ? known.standing : null) ??
  'guest';

const isVerified = ({ intent, known, asked, now }: Contact): boolean =>
  isVouched(known, now) || asked?.profile !== undefined || intent.actor.standing !== undefined;

/**
 * Remembers who is behind an intent, on first contact: what the platform says of them.
 *
 * @returns the person's id where cards may know them by another name.
 */
export async function introduce(tx: Tx, workspaceId: string, contact: Contact): Promise<string | undefined> {
  const { now } = contact;
  const { actor } = contact.intent;
  const profile = contact.asked?.profile;
  const zone = zoneOf(profile?.zone ?? '') ?? zoneOf(actor.zone ?? '');
  const told: Told = {
    ...(profile?.name || actor.name ? { name: profile?.name ?? actor.name ?? '' } : {}),
    ...(zone ? { zone } : {}),
    ...(profile?.email ? { email: profile.email.toLowerCase() } : {}),
    ...(profile?.directoryId ? { directoryId: profile.directoryId } : {}),
    standing: standingOf(contact),
    ...(isVerified(contact) ? { at: now } : {}),
    admin: false,
  };
  const { person, renamed } = await meet(tx, workspaceId, actor, told);
  return renamed ? person.id : undefined;
}

/** The person behind an intent, who is known; undefined where nobody has met them yet. Pure. */
export function recognise(contact: Contact, admins: Admins): Recognised | undefined {
  const { known, intent, asked } = contact;
  if (!known.person || !(known.profiled || asked)) return undefined;
  return {
    person: present(known.person, intent, admins),
    standing: standingOf(contact),
    verified: isVerified(contact),
  };
}

/** As the settings say too, with a zone that this runtime knows. */
function present(person: Person, { actor }: Intent, admins: Admins): Person {
  const ids = [
    `${actor.platform}:${actor.tenant}/${actor.user}`,
    `${actor.platform}:${actor.tenant}/${actor.directoryId}`,
  ];
  const listed =
    actor.platform === 'cli' || admins.some((admin) => ids.includes(admin) || admin === person.email);
  return { ...person, zone: zoneOf(person.zone ?? '') ?? null, admin: person.admin || listed };
}

/** Everything about who asks: which project is meant, and their role in it. */
export async function situate(
  tx: Tx,
  at: { entered: Entered; intent: Intent; known: Known; admins: Admins },
  { person, standing }: { person: Person; standing: Standing },
  read: Meaning,
): Promise<Outcome<Who>> {
  const { entered, intent, known, admins } = at;
  const contact = { known, intent };
  const meant = read.drawn
    ? await projectDrawn(tx, person, contact, { ...read, drawn: read.drawn })
    : await projectMeant(tx, person, contact, read.project);
  if (!meant.ok) return meant;
  const { project } = meant.value;
  const held = roleHeld(meant.value, standing);
  const role = await roleIn(tx, entered.workspaceId, { person, standing, known, project, held });
  const { room } = intent;
  return ok({
    workspaceId: entered.workspaceId,
    person,
    standing,
    platform: intent.actor.platform,
    here: room && { ...room, name: room.name ?? null, reach: room.reach ?? null },
    room: known.room?.projectId ? known.room : undefined,
    linkedElsewhere: entered.linked && !known.room?.projectId,
    project,
    role,
    adminOpen: admins.length === 0,
  });
}

/** A role that followed from being a member counts for members only; one that was given counts (ADM-2). */
const roleHeld = ({ held, byRoom }: Meant, standing: Standing): Role | undefined =>
  byRoom && held === 'contributor' && standing !== 'member' ? undefined : held;

/**
 * The project that was named, else the room's; in a direct chat the only one that the person takes
 * part in. In a channel that shows no project nothing is guessed.
 */
async function projectMeant(
  tx: Tx,
  person: Person,
  { known, intent }: { known: Known; intent: Intent },
  named: string | undefined,
): Promise<Outcome<Meant>> {
  if (!named && known.project) return ok({ project: known.project, held: known.role, byRoom: known.byRoom });
  if (!named && intent.room?.kind === 'channel') return ok(none);
  const rows = await projectsOf(tx, person);
  const mine = rows.map((row) => ({
    name: row.project.name,
    project: row.project,
    held: row.role ?? undefined,
    byRoom: row.byRoom ?? false,
  }));
  if (!named) return ok(mine.length === 1 && mine[0] ? mine[0] : none);
  const byId = mine.find((row) => row.project.id === named);
  return byId ? ok(byId) : choose('project', named, mine.filter(has(named)), (row) => row.name);
}

const has = (named: string) => (row: { name: string }) =>
  row.name.toLowerCase().includes(named.toLowerCase());

type RoleFacts = {
  person: Person;
  standing: Standing;
  known: Known;
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
    ? { is: 'which_project', names: rows.map((row) => row.project.name) }
    : { is: 'no_project' };
}
