import type { MergeGain, MergeParty } from '../../../cards/views/people/merge.ts';
import { platformWords } from '../../../cards/views/words.ts';
import type { KnownParty } from '../../../db/queries/people/merges.ts';
import { rule } from '../../domain/outcome.ts';
import type { RoleGain } from '../../domain/people/merge.ts';
import type { Platform } from '../../domain/platform.ts';

/** A person as the cards of a merge show them. */
export const asShown = ({ name, admin, holdings, identities }: KnownParty): MergeParty => ({
  name,
  admin,
  holdings,
  on: [...new Set(identities.map(({ platform }) => platform))],
});

/** The same for somebody who is neither of the two: no more than what they hold in some projects. */
export const asShownIn =
  (projectIds: readonly string[]) =>
  (party: KnownParty): MergeParty =>
    asShown({ ...party, holdings: party.holdings.filter(({ projectId }) => projectIds.includes(projectId)) });

/** A raise with the name of who would get the role. */
export const asRaise = ({ project, role, forId }: RoleGain, parties: readonly KnownParty[]): MergeGain => ({
  project,
  role,
  for: parties.find(({ id }) => id === forId)?.name ?? '',
});

/** The projects where either of two people holds a role. */
export const projectIdsOf = (...parties: KnownParty[]): string[] => [
  ...new Set(parties.flatMap(({ holdings }) => holdings.map(({ projectId }) => projectId))),
];

/** The platform on which both have an account of the same organisation. */
export const sharedPlatform = (one: KnownParty, other: KnownParty) =>
  one.identities.find((here) =>
    other.identities.some((there) => there.platform === here.platform && there.tenant === here.tenant),
  )?.platform;

/** The refusal for two accounts of one organisation. */
export const oneAccount = (platform: Platform, one: string, other: string) =>
  rule(
    `Both accounts belong to the same organisation in ${platformWords[platform]}, where each person has one account.`,
    `${one} and ${other} stay two people. Nothing was changed.`,
  );
