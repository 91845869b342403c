import type { MergeGain, MergeParty } from '../../../cards/views/people/merge.ts';
import { platformWords } from '../../../cards/views/words.ts';
import type { KnownParty } from '../../../db/queries/people/merges.ts';
import { rule } from '../../domain/outcome.ts';
import type { RoleGain } from '../../domain/people/merge.ts';
import type { Platform } from '../../domain/platform.ts';

/** Returns a person as the cards of a merge show them. */
export const shownParty = ({ name, admin, holdings, identities }: KnownParty): MergeParty => ({
  name,
  admin,
  holdings,
  on: [...new Set(identities.map(({ platform }) => platform))],
});

/** Returns a person as shown to third parties: only their roles in some projects. */
export const shownPartyIn =
  (projectIds: readonly string[]) =>
  (party: KnownParty): MergeParty =>
    shownParty({
      ...party,
      holdings: party.holdings.filter(({ projectId }) => projectIds.includes(projectId)),
    });

/** Returns a gained role with the name of the person. */
export const shownGain = ({ project, role, forId }: RoleGain, parties: readonly KnownParty[]): MergeGain => ({
  project,
  role,
  for: parties.find(({ id }) => id === forId)?.name ?? '',
});

/** Returns the projects in which any of the people has a role. */
export const projectIdsOf = (...parties: KnownParty[]): string[] => [
  ...new Set(parties.flatMap(({ holdings }) => holdings.map(({ projectId }) => projectId))),
];

/** Returns the platform on which two people have accounts of the same organisation. */
export const sharedPlatform = (one: KnownParty, other: KnownParty) =>
  one.identities.find((here) =>
    other.identities.some((there) => there.platform === here.platform && there.tenant === here.tenant),
  )?.platform;

/** Refuses two accounts of one organisation. */
export const refuseSameOrganisation = (platform: Platform, one: string, other: string) =>
  rule(
    `Both accounts belong to the same organisation in ${platformWords[platform]}, where each person has one account.`,
    `${one} and ${other} stay two people. Nothing changed.`,
  );
