import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CustomerPage } from '../../../src/domain/page/customer-page.ts';
import type { Database, Tx } from '../../database.ts';
import { linkCode } from '../../schema/directory.ts';
import { isRow, refersTo } from '../../schema/keys.ts';
import { page, pageSession } from '../../schema/page.ts';
import { identity, person } from '../../schema/people.ts';
import { project, room } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import { requestCtes, requestedRooms } from '../delivery/request.ts';
import { ofIdentity } from '../people/account.ts';
import { isAccountOf } from './pages.ts';

/*
 * Reads before a tenant is known find a page by the hash of a token, as the role that owns the tables. The others
 * run with the rights of the tenant.
 */

/** A page as its link leads to it. `name` is that of its project, `personId` of the account that it is for. */
export type LinkedPage = CustomerPage & {
  workspaceId: string;
  personId: string;
  projectName: string;
  channel: string;
};

const linked = (db: Database | Tx) =>
  db
    .select({ page, personId: identity.personId, projectName: project.name, channel: room.channel })
    .from(page)
    .innerJoin(identity, isAccountOf)
    .innerJoin(project, refersTo(project, page, page.projectId))
    .innerJoin(room, refersTo(room, page, page.roomId));

const flat = (
  row: { page: typeof page.$inferSelect } & Pick<LinkedPage, 'personId' | 'projectName' | 'channel'>,
) => {
  const { page: found, ...more } = row;
  return { ...found, ...more };
};

/** Returns the page of an unexpired link, before any tenant is known. `now` is an ISO instant. */
export async function pageOfLink(db: Tx, hash: string, now: string): Promise<LinkedPage | undefined> {
  const [row] = await linked(db)
    .where(and(eq(page.linkHash, hash), isNull(page.revokedAt), gt(page.linkExpiresAt, now)))
    .limit(1);
  return row && flat(row);
}

/** Most pages of one address that one request for links is answered for. */
const maxLinks = 10;

/** Returns the open pages of an address in all workspaces. */
export async function pagesOfAddress(db: Tx, address: string): Promise<LinkedPage[]> {
  const rows = await linked(db)
    .where(and(eq(page.address, address), isNull(page.revokedAt)))
    .limit(maxLinks);
  return rows.map(flat);
}

/** A session with what its page needs. Instants are ISO. */
export type SessionFacts = {
  sessionId: string;
  workspaceId: string;
  pageId: string;
  roomId: string;
  channel: string;
  roomName: string | null;
  projectId: string;
  projectName: string;
  address: string;
  personName: string;
  zone: string;
  expiresAt: string;
};

/** Returns a session that is neither over nor revoked, before any tenant is known. */
export async function sessionOf(
  db: Database,
  { hash, channel, now }: { hash: string; channel: string; now: string },
): Promise<SessionFacts | undefined> {
  const [row] = await db
    .select({
      sessionId: pageSession.id,
      workspaceId: page.workspaceId,
      pageId: page.id,
      roomId: page.roomId,
      channel: room.channel,
      roomName: room.name,
      projectId: page.projectId,
      projectName: project.name,
      address: page.address,
      personName: person.name,
      zone: sql<string>`coalesce(${person.zone}, ${project.zone})`,
      expiresAt: pageSession.expiresAt,
    })
    .from(pageSession)
    .innerJoin(page, refersTo(page, pageSession, pageSession.pageId))
    // a page whose room was unlinked shows nothing
    .innerJoin(room, and(refersTo(room, page, page.roomId), eq(room.projectId, page.projectId)))
    .innerJoin(project, refersTo(project, page, page.projectId))
    .innerJoin(identity, isAccountOf)
    .innerJoin(person, ofIdentity)
    .where(
      and(
        eq(pageSession.hash, hash),
        eq(room.channel, channel),
        isNull(pageSession.endedAt),
        gt(pageSession.expiresAt, now),
        isNull(page.revokedAt),
        // somebody whose role was taken away sees nothing
        sql`exists (select from member where member.workspace_id = ${page.workspaceId}
          and member.project_id = ${page.projectId} and member.person_id = ${person.id} and member.role <> 'none')`,
      ),
    )
    .limit(1);
  return row;
}

/** Returns which of these sessions are still valid, by their hash. */
export async function validSessions(
  db: Database,
  hashes: readonly string[],
  now: string,
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .select({ hash: pageSession.hash })
    .from(pageSession)
    .innerJoin(page, refersTo(page, pageSession, pageSession.pageId))
    .where(
      and(
        sql`${pageSession.hash} = any(array(select jsonb_array_elements_text(${JSON.stringify(hashes)}::text::jsonb)))`,
        isNull(pageSession.endedAt),
        gt(pageSession.expiresAt, now),
        isNull(page.revokedAt),
      ),
    );
  return new Set(rows.map(({ hash }) => hash));
}

/** Adds a sign-in code of a page, and plans its mail. Returns the rooms to wake. */
export async function addPageCode(
  tx: Tx,
  of: LinkedPage,
  code: { id: string; hash: string; card: object; now: string; expiresAt: string },
): Promise<string[]> {
  const { workspaceId, projectId, personId, address } = of;
  await tx.insert(linkCode).values({
    workspaceId,
    id: code.id,
    hash: code.hash,
    purpose: 'page',
    projectId,
    personId,
    address,
    expiresAt: code.expiresAt,
  });
  return planMail(tx, of, { card: code.card, codeOf: code.id, fills: 'page_code', at: code.now });
}

/** Gives a page a new link; the earlier one no longer works. */
export async function renewLink(
  tx: Tx,
  { id }: LinkedPage,
  link: Pick<CustomerPage, 'linkId' | 'linkHash' | 'linkExpiresAt'>,
): Promise<void> {
  await tx.update(page).set(link).where(isRow(page, id));
}

/** Plans the mail with a link. Returns the rooms to wake. */
export const planLinkMail = (
  tx: Tx,
  of: LinkedPage,
  { linkId, card, now }: { linkId: string; card: object; now: string },
): Promise<string[]> => planMail(tx, of, { card, codeOf: linkId, fills: 'page_link', at: now });

async function planMail(
  tx: Tx,
  { address, personId }: LinkedPage,
  mail: { card: object; codeOf: string; fills: 'page_code' | 'page_link'; at: string },
): Promise<string[]> {
  const parts = requestCtes({ is: 'mail', address, personId, ...mail }).map(
    ({ name, query }) => sql`${sql.identifier(name)} as (${query})`,
  );
  const planned = await tx.execute(sql`with ${sql.join(parts, sql`, `)} ${requestedRooms}`);
  return rowsOf<{ room_id: string }>(planned).map((row) => row.room_id);
}

/** Starts a session with a code that was entered: the code is used up, and the address proved. */
export async function startSession(
  tx: Tx,
  of: LinkedPage,
  session: { codeId: string; hash: string; now: string; expiresAt: string },
): Promise<void> {
  const { workspaceId, id: pageId } = of;
  const { hash, now, expiresAt } = session;
  // those that are over are of no use
  await tx.delete(pageSession).where(and(eq(pageSession.pageId, pageId), lte(pageSession.expiresAt, now)));
  await tx.update(linkCode).set({ usedAt: now }).where(isRow(linkCode, session.codeId));
  await tx.insert(pageSession).values({ workspaceId, id: v7(), pageId, hash, startedAt: now, expiresAt });
  if (of.openedAt === null) await tx.update(page).set({ openedAt: now }).where(isRow(page, pageId));
}

/** Ends sessions by their hash. */
export async function endSessions(db: Database, hashes: readonly string[], now: string): Promise<void> {
  await db
    .update(pageSession)
    .set({ endedAt: now })
    .where(inArray(pageSession.hash, [...hashes]));
}
