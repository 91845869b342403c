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

/** The facts of `bind` and `unbind`. */
export type BindFacts = {
  typed: BindingInput;
  /** The named organisation, else the one of the room. */
  meant: OrganisationAddress | undefined;
  bound: BoundOrganisation[];
  /** Organisations with channels of this workspace's projects. */
  linked: OrganisationAddress[];
};

/** Loads the trusted organisations, for administrators only (ADM-10). */
export async function loadBindings(tx: Tx, what: string | undefined, who: Who): Promise<Outcome<BindFacts>> {
  if (!who.person.admin) {
    const names = (await adminsOf(tx)).map(({ name }) => name);
    return rule(
      'Only an administrator of this Milepost can do that.',
      names.length > 0 ? `Ask ${andList(names)}.` : 'The operator of Milepost names one in MILEPOST_ADMINS.',
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

/** Returns what is bound of the organisation so far. */
export const boundOf = ({ bound, meant }: BindFacts): BoundOrganisation | undefined =>
  bound.find((one) => one.platform === meant?.platform && one.tenant === meant.tenant);

/** The refusal for an operator at a terminal who names no organisation. */
export const refuseUnnamed = rule(
  'Name the organisation that is meant.',
  `For example: ${chatPlatforms.map((platform) => `bind ${platform}:ORGANISATION-ID acme.com`).join(', or ')}.`,
);

/** Returns an organisation as the history stores it. */
export const historyFields = ({ platform, tenant }: OrganisationAddress, domains: readonly string[]) => ({
  organisation: `${platform}:${tenant}`,
  domains,
});
