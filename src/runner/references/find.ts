import { platformWords } from '../../../cards/views/words.ts';
import type { Tx } from '../../../db/database.ts';
import { findMentioned, findPeople, personAt } from '../../../db/queries/people/people.ts';
import {
  type FactsHere,
  loadMilestone,
  loadNumbered,
  loadNumberedHere,
} from '../../../db/queries/plan/milestone-facts.ts';
import { type Candidate, findCandidates, lockCandidates } from '../../../db/queries/plan/milestones.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { distinctLabels } from '../../domain/people/namesakes.ts';
import type { Person } from '../../domain/people/person.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { chatPlatforms, platformNamed } from '../../domain/platform.ts';
import type { InProject, Who } from '../../domain/project/access.ts';
import { chooseOne, parseReference } from '../../domain/reference.ts';
import { shownAs } from '../../grammar/mentions.ts';
import type { Prefetch } from '../define.ts';
import { knownTo } from '../drawn/for-customers.ts';

type Purpose = 'reading' | 'changing';

/** Finds the milestone of a reference, and locks it for a change. */
export async function findMilestone(
  tx: Tx,
  who: InProject,
  typed: string,
  why: Purpose,
): Promise<Outcome<Candidate>> {
  const look = why === 'changing' ? lockCandidates : findCandidates;
  const by = parseReference(typed);
  // customers know milestones by other names than the team
  const means = who.role === 'client' && 'name' in by ? { label: by.name } : by;
  const found = await look(tx, who.project.id, means);
  return chooseOne('milestone', typed, knownTo(who, found), milestoneName);
}

/**
 * Finds a milestone and loads its facts. A number identifies one milestone, so that two statements sent together
 * find and load it, unless it was prefetched for the project of `who`.
 */
export async function loadFacts(
  tx: Tx,
  who: InProject,
  typed: string,
  why: Purpose,
  prefetched?: FactsHere,
): Promise<Outcome<MilestoneFacts>> {
  const by = parseReference(typed);
  const number = 'number' in by ? by.number : undefined;
  if (prefetched && prefetched.milestone.number === number)
    return ok({ ...prefetched, project: who.project });
  const [found, numbered] = await Promise.all([
    findMilestone(tx, who, typed, why),
    number !== undefined ? loadNumbered(tx, who.project.id, number) : undefined,
  ]);
  if (!found.ok) return found;
  const facts = numbered ?? (await loadMilestone(tx, found.value.id));
  return facts ? ok(facts) : refuse({ is: 'not_found', what: 'milestone', typed });
}

/** Prefetches a milestone of the room's project, which `admit` locks first, by number; undefined for a name. */
export function prefetchNumbered(tx: Tx, typed = ''): Prefetch<FactsHere> | undefined {
  const by = parseReference(typed);
  return 'number' in by ? { facts: loadNumberedHere(tx, by.number) } : undefined;
}

const mention = new RegExp(
  `<@(${[...chatPlatforms, 'web', 'cli'].join('|')}):([^/]+)/([^|>]+)(?:\\|([^>]*))?>`,
);
const mentions = new RegExp(mention, 'g');
const mentionAlone = new RegExp(`^${mention.source}$`);

/** A person as mentioned in a line. */
export type Mentioned = { platform: Who['platform']; tenant: string; user: string; name: string | undefined };

const toMention = ([, platform, tenant = '', user = '', name]: RegExpMatchArray): Mentioned => ({
  platform: platformNamed(platform),
  tenant,
  user,
  name,
});

/** Returns the people whom a text mentions, in order. */
export const mentionsOf = (text: string): Mentioned[] => [...text.matchAll(mentions)].map(toMention);

/**
 * Whether a mention may create a person: only in the sender's organisation, since a forged form can hold any
 * address. An operator at a terminal may mention anybody.
 */
export const isOwn = (
  { platform, tenant }: Pick<Mentioned, 'platform' | 'tenant'>,
  who: Pick<Who, 'platform' | 'tenant'>,
): boolean => who.platform === 'cli' || (platform === who.platform && tenant === who.tenant);

const unknownElsewhere = rule(
  'Milepost knows nobody in another organisation with that address.',
  'Ask them to write to Milepost in a channel of the project; then choose them by name.',
);

/** A colleague picked in Teams, of whom the picker gives only an id that is in no roster. */
const unknownInTeams = rule(
  'Teams does not say who this is: they are not in this channel.',
  'Mention them in a message, such as owner:@Ana, or add them to the channel first.',
);

/** A group as named in a line; `id` is absent where only a name was typed. */
export type NamedGroup = { typed: string; name: string; tenant?: string; id?: string };

/** Returns the group or channel that a text names; undefined where it names none. */
export function groupIn(typed: string): NamedGroup | undefined {
  const [, tenant = '', id = '', name = ''] = /^<@group:([^/|>]*)\/([^|>]*)\|([^>]*)>$/.exec(typed) ?? [];
  if (id !== '') return { typed, name: shownAs(name || id), tenant, id };
  return /^(?:@(?:here|channel|everyone)|#\S.*)$/i.test(typed) ? { typed, name: typed } : undefined;
}

/**
 * Finds a person by mention (which creates an unknown person of the sender's organisation), `me`, or a name among
 * the people of the project. A name selects a person and never merges two (LIVE-4).
 */
export async function findPerson(tx: Tx, who: Who, typed: string): Promise<Outcome<Person>> {
  const at = mentionAlone.exec(typed);
  if (at) {
    const { name, ...address } = toMention(at);
    if (isOwn(address, who) && name !== '') return ok(await personAt(tx, who.workspaceId, address, name));
    const known = await findMentioned(tx, address);
    if (known) return ok(known);
    return isOwn(address, who) ? unknownInTeams : unknownElsewhere;
  }
  const group = groupIn(typed);
  if (group) return refuse({ is: 'group', typed, name: group.name });
  if (typed.toLowerCase() === 'me') return ok(who.person);
  if (!who.project) return refuse({ is: 'no_project' });
  const found = await findPeople(tx, who.project.id, typed.replace(/^[@＠]/u, ''));
  const labels = distinctLabels(
    found.map((one) => ({ ...one, on: one.on.map((platform) => platformWords[platform]) })),
  );
  return chooseOne('person', typed, found, (one) => labels[found.indexOf(one)] ?? one.name);
}
