import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { domainOf, type OrganisationAddress } from '../../../src/domain/people/organisation.ts';
import { chatPlatforms } from '../../../src/domain/platform.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { organisation, person } from '../../schema/people.ts';
import { room } from '../../schema/project.ts';

/** A bound organisation, with the name of who bound it. */
export type BoundOrganisation = Awaited<ReturnType<typeof boundOrganisations>>[number];

/** Returns the bound organisations of the workspace, oldest first. */
export function boundOrganisations(tx: Tx) {
  return tx
    .select({
      id: organisation.id,
      platform: organisation.platform,
      tenant: organisation.tenant,
      domains: organisation.domains,
      boundBy: person.name,
      boundAt: organisation.boundAt,
    })
    .from(organisation)
    .innerJoin(person, refersTo(person, organisation, organisation.boundById))
    .orderBy(asc(organisation.boundAt), asc(organisation.id));
}

/** Returns at most ten organisations with team channels; customers' organisations are not ours to bind. */
export async function linkedOrganisations(tx: Tx): Promise<OrganisationAddress[]> {
  const rows = await tx
    .selectDistinct({ platform: room.platform, tenant: room.tenant })
    .from(room)
    .where(
      and(
        eq(room.kind, 'channel'),
        eq(room.audience, 'team'),
        isNotNull(room.projectId),
        inArray(room.platform, [...chatPlatforms]),
      ),
    )
    .orderBy(room.platform, room.tenant)
    .limit(10);
  return rows as OrganisationAddress[];
}

/** Whether an organisation is bound with a mail domain (ADM-10). */
async function isBound(
  tx: Tx,
  { platform, tenant }: { platform: string; tenant: string },
  domain: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        sql`${organisation.platform} = ${platform}`,
        eq(organisation.tenant, tenant),
        sql`${organisation.domains} ? ${domain}::text`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether an organisation is bound with the domain of an e-mail address. */
export async function speaksFor(
  tx: Tx,
  organisation: { platform: string; tenant: string },
  address: string,
): Promise<boolean> {
  const domain = domainOf(address);
  return domain !== undefined && isBound(tx, organisation, domain);
}
