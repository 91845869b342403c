import { andList } from '../../../cards/views/words.ts';
import type { Tx } from '../../../db/database.ts';
import { adminsOf } from '../../../db/queries/people/merges.ts';
import {
  type BoundOrganisation,
  boundOrganisations,
  linkedOrganisations,
} from '../../../db/queries/people/organisations.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import {
  type BindingInput,
  type OrganisationAddress,
  readBinding,
} from '../../domain/people/organisation.ts';
import { chatPlatforms, isChatPlatform } from '../../domain/platform.ts';
import type { Who } from '../../domain/project/access.ts';

/** What `bind` and `unbind` know. */
export type BindFacts = {
  typed: BindingInput;
  /** The organisation that is meant: the one that was named, else the one where it was typed. */
  meant: OrganisationAddress | undefined;
  bound: BoundOrganisation[];
  /** Organisations with channels of projects here. */
  linked: OrganisationAddress[];
};

/** Loads what is bound, for administrators alone (ADM-10). */
export async function loadBound(tx: Tx, what: string | undefined, who: Who): Promise<Outcome<BindFacts>> {
  if (!who.person.admin) {
    const names = (await adminsOf(tx)).map(({ name }) => name);
    return rule(
      'Only an administrator of this Milepost can do that.',
      names.length > 0 ? `Ask ${andList(names)}.` : 'Whoever runs Milepost names one in MILEPOST_ADMINS.',
    );
  }
  const typed = readBinding(what ?? '');
  const [unread] = typed.unread;
  if (unread !== undefined)
    return rule(
      `“${unread}” is not a mail domain.`,
      'Write domains such as acme.com, without the name before the @.',
    );
  const bound = await boundOrganisations(tx);
  return ok({ typed, meant: typed.organisation ?? here(who), bound, linked: await linkedOrganisations(tx) });
}

function here({ here: room }: Who): OrganisationAddress | undefined {
  if (!room || !isChatPlatform(room.platform)) return undefined;
  return { platform: room.platform, tenant: room.tenant };
}

/** What is bound of an organisation so far. */
export const boundOf = ({ bound, meant }: BindFacts): BoundOrganisation | undefined =>
  bound.find((one) => one.platform === meant?.platform && one.tenant === meant.tenant);

/** The refusal where an operator at a terminal names no organisation. */
export const unnamed = rule(
  'Name the organisation that is meant.',
  `For example: ${chatPlatforms.map((platform) => `bind ${platform}:ORGANISATION-ID acme.com`).join(', or ')}.`,
);

/** As the history keeps it. */
export const recorded = ({ platform, tenant }: OrganisationAddress, domains: readonly string[]) => ({
  organisation: `${platform}:${tenant}`,
  domains,
});
