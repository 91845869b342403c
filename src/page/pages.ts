import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { isCard } from '../../cards/model.ts';
import { linkMail, pageCodeMail } from '../../cards/views/page/invitation.ts';
import type { Database, Tx } from '../../db/database.ts';
import { isAwaited, messagesOf } from '../../db/queries/page/messages.ts';
import { takeMailTry } from '../../db/queries/page/pages.ts';
import {
  addPageCode,
  endSessions,
  type LinkedPage,
  pageOfLink,
  pagesOfAddress,
  planLinkMail,
  renewLink,
  sessionOf,
  startSession,
} from '../../db/queries/page/sessions.ts';
import { returnCodeTry, takeCodeTry } from '../../db/queries/project/code-tries.ts';
import { lockCode } from '../../db/queries/project/links.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { codeMinutes, linkDays, maxMailsPerHour, sessionMinutes } from '../domain/page/customer-page.ts';
import { parseMailbox } from '../domain/people/mailbox.ts';
import { type Codes, isCode, isToken, tokenFromBytes } from '../domain/project/code.ts';
import { addMinutes, minutesBetween } from '../domain/time/dates.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { Log } from '../ports/log.ts';
import type { Pages, SignIn, Visit } from '../ports/pages.ts';
import { readSigned, sign } from '../signed.ts';
import { createChanges } from './changes.ts';

/** How often, and with what pauses in milliseconds, a press waits for the page to be current. */
const settleLooks = 10;
const settleMs = 50;

/** A link that works for less time is replaced by a new one when it is asked for: a day. */
const minLinkMinutes = 24 * 60;

/** What the pages need. */
export type PagesPorts = {
  db: Database;
  /** For the poll that listens for changes. */
  background: Database;
  codes: Codes;
  /** Signs what buttons do. */
  secret: string;
  enqueue: Enqueue;
  nudge: () => void;
  now: () => Temporal.Instant;
  log: Log;
  pollMs?: number;
};

/** Creates the core's side of the pages of customers (CUS-8). */
export function createPages(ports: PagesPorts): Pages {
  const { db, codes, secret } = ports;
  const instant = () => new Date(ports.now().epochMilliseconds).toISOString();
  const changes = createChanges({
    db: ports.background,
    now: instant,
    log: ports.log,
    ...(ports.pollMs ? { pollMs: ports.pollMs } : {}),
  });
  const said = (visit: Visit, text: string) => Buffer.from(`${visit.sessionHash}\0${text}`);
  return {
    mailCode: (link) => mailCode(ports, link, instant()),
    signIn: (link, code) => signIn(ports, { link, code, now: instant() }),
    mailLinks: (address) => mailLinks(ports, address, instant()),
    async visit(key, session) {
      if (!isToken(session)) return undefined;
      const sessionHash = codes.hash(session);
      const found = await sessionOf(db, { hash: sessionHash, channel: key, now: instant() });
      if (!found) return undefined;
      const { workspaceId: tenant, channel, roomName, personName, address, zone } = found;
      const { roomId, projectId, projectName, expiresAt } = found;
      const web = { platform: 'web', tenant } as const;
      return {
        ...{
          key: channel,
          sessionHash,
          roomId,
          projectId,
          projectName,
          personName,
          address,
          zone,
          expiresAt,
        },
        actor: { ...web, user: address, name: personName, standing: 'external' },
        room: { ...web, channel, kind: 'channel', ...(roomName === null ? {} : { name: roomName }) },
      };
    },
    async messages({ room, roomId, projectId }) {
      const found = await messagesOf(db, { workspaceId: room.tenant, roomId, projectId });
      return found.flatMap(({ card, ...one }) => (isCard(card) ? [{ ...one, card }] : []));
    },
    async settled({ room, roomId }) {
      for (let nth = 0; nth < settleLooks; nth += 1) {
        if (!(await isAwaited(db, { workspaceId: room.tenant, roomId }))) return;
        await sleep(settleMs);
      }
    },
    signOut: ({ sessionHash }) => endSessions(db, [sessionHash], instant()),
    seal: (visit, text) => sign(secret, 'press', said(visit, text)),
    unseal(visit, sealed) {
      const bytes = readSigned(secret, 'press', sealed)?.toString();
      const own = `${visit.sessionHash}\0`;
      return bytes?.startsWith(own) ? bytes.slice(own.length) : undefined;
    },
    listen: changes.listen,
    close: changes.close,
  };
}

/** Runs a transaction that plans mail, and wakes the workers after its commit. */
async function planning<T>(ports: PagesPorts, act: (tx: Tx) => Promise<T>): Promise<T> {
  const done = await ports.db.transaction(act);
  ports.nudge();
  return done;
}

async function mailCode(ports: PagesPorts, link: string, now: string): Promise<void> {
  const { codes, enqueue } = ports;
  if (!isToken(link)) return;
  await planning(ports, async (tx) => {
    const page = await pageOfLink(tx, codes.hash(link), now);
    if (!page) return;
    await enterWorkspace(tx, page.workspaceId);
    if (await takeMailTry(tx, { what: 'code', address: page.address, max: maxMailsPerHour, now })) return;
    const id = v7();
    const rooms = await addPageCode(tx, page, {
      id,
      hash: codes.hash(codes.mailed(id)),
      card: pageCodeMail(codeMinutes),
      now,
      expiresAt: addMinutes(now, codeMinutes),
    });
    await enqueue(tx, page.workspaceId, rooms);
  });
}

async function mailLinks(ports: PagesPorts, typed: string, now: string): Promise<void> {
  const address = parseMailbox(typed);
  if (!address) return;
  const pages = await ports.db.transaction((tx) => pagesOfAddress(tx, address));
  for (const page of pages) await planning(ports, (tx) => mailLink(ports, tx, page, now));
}

async function mailLink(
  { codes, enqueue }: PagesPorts,
  tx: Tx,
  page: LinkedPage,
  now: string,
): Promise<void> {
  await enterWorkspace(tx, page.workspaceId);
  if (await takeMailTry(tx, { what: 'link', address: page.address, max: maxMailsPerHour, now })) return;
  // a link that works is mailed again: a stranger who asks must not end it
  const isOver = page.linkExpiresAt <= addMinutes(now, minLinkMinutes);
  const linkId = isOver ? v7() : page.linkId;
  const card = linkMail({ project: page.projectName, by: null, days: linkDays });
  if (isOver) {
    const linkExpiresAt = addMinutes(now, linkDays * 24 * 60);
    await renewLink(tx, page, { linkId, linkHash: codes.hash(codes.link(linkId)), linkExpiresAt });
  }
  await enqueue(tx, page.workspaceId, await planLinkMail(tx, page, { linkId, card, now }));
}

/** Counts a try before the code is looked up, as for every one-time code; a right one is not counted. */
async function signIn(
  { db, codes }: PagesPorts,
  { link, code, now }: { link: string; code: string; now: string },
): Promise<SignIn> {
  if (!isToken(link)) return { is: 'no' };
  return db.transaction(async (tx): Promise<SignIn> => {
    const page = await pageOfLink(tx, codes.hash(link), now);
    if (!page) return { is: 'no' };
    await enterWorkspace(tx, page.workspaceId);
    const account = { platform: 'web', tenant: page.workspaceId, user: page.address } as const;
    const limit = await takeCodeTry(tx, account, now);
    if (limit) return { is: 'limited', minutes: Math.max(1, Math.ceil(minutesBetween(now, limit.until))) };
    const found = isCode(code) ? await lockCode(tx, codes.hash(code)) : undefined;
    if (found?.purpose !== 'page' || found.usedAt || found.expiresAt < now) return { is: 'no' };
    if (found.projectId !== page.projectId || found.address !== page.address) return { is: 'no' };
    await returnCodeTry(tx, account);
    const session = tokenFromBytes(randomBytes(17));
    const expiresAt = addMinutes(now, sessionMinutes);
    await startSession(tx, page, { codeId: found.id, hash: codes.hash(session), now, expiresAt });
    return { is: 'in', key: page.channel, session, maxAgeSeconds: sessionMinutes * 60 };
  });
}
