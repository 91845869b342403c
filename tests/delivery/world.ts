import { eq, type SQL, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { note, text } from '../../cards/model.ts';
import type { Connection } from '../../db/connect.ts';
import type { Tx } from '../../db/database.ts';
import type { FanOut } from '../../db/queries/delivery/plan.ts';
import { save } from '../../db/queries/save/save.ts';
import { receipt } from '../../db/schema/delivery.ts';
import {
  installation as installationTable,
  roomAddress as roomAddressTable,
} from '../../db/schema/directory.ts';
import { identity as identityTable, person as personTable } from '../../db/schema/people.ts';
import { milestone as milestoneTable } from '../../db/schema/plan.ts';
import {
  member as memberTable,
  project as projectTable,
  room as roomTable,
} from '../../db/schema/project.ts';
import { workspace as workspaceTable } from '../../db/schema/workspace.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { type Delivery, type DeliverySettings, startDelivery } from '../../src/delivery/delivery.ts';
import type { DeliveryTimings } from '../../src/delivery/settings.ts';
import { policiesOf } from '../../src/domain/project/policies.ts';
import type { Draw, Word } from '../../src/ports/content.ts';
import { type Engine, openDatabase, type TestDatabase } from '../support/database/database.ts';
import { type FarEnd, farEnd } from '../support/platforms/far-end.ts';

/** Fast, so that a suite is too. */
export const fastTimings: DeliveryTimings = {
  roomMs: 20,
  editMs: 40,
  leaseMs: 1_000,
  backOffMs: 20,
  strikeMs: 300,
};

/** A database with the far ends of two platforms, and a delivery between them. */
export type World = {
  database: Connection & TestDatabase;
  slack: FarEnd;
  teams: FarEnd;
  /** What operators would read. */
  log: string[];
  settings: DeliverySettings;
  delivery: Delivery;
  close(): Promise<void>;
};

/** Opens a database of its own and starts a delivery on it. */
export async function openWorld(engine: Engine, timings: DeliveryTimings = fastTimings): Promise<World> {
  const database = await openDatabase(engine);
  const [slack, teams, log] = [farEnd(), farEnd(), [] as string[]];
  const settings: DeliverySettings = {
    connection: database,
    ...('url' in database.location ? { databaseUrl: database.location.url } : {}),
    messengers: { slack, teams },
    draw: drawPlan,
    word: wordPlan,
    mailSecrets: { mailed: (id) => `code of ${id}`, link: (id) => `link of ${id}` },
    log: pino({}, { write: (line: string) => void log.push(line) }),
    now: () => Temporal.Now.instant(),
    timings,
  };
  const world = { database, slack, teams, log, settings, delivery: await startDelivery(settings) };
  const close = async () => {
    await world.delivery.stop();
    await database.close();
    await database.drop();
  };
  return Object.assign(world, { close });
}

/** Makes a world as new, between two tests. */
export async function clearWorld({ database, delivery, slack, teams, log }: World): Promise<void> {
  await delivery.settle();
  slack.clear();
  teams.clear();
  log.length = 0;
  // in the order that workers take them
  await database.db.execute(sql`truncate room, project, milestone, card, receipt, installation, room_address,
    activity, arrival, member, identity, person, workspace cascade`);
}

/** The simplest card of a project or milestone: its name, and how far it is; of any other kind how far all is. */
const drawPlan: Draw = async (tx, { kind, id }, { closed } = {}) => {
  if (kind === 'project') {
    const [project] = await tx.select().from(projectTable).where(eq(projectTable.id, id));
    return project && note(project.name, [text(`version ${project.version}`)]);
  }
  if (kind !== 'milestone') {
    const all = await tx.select().from(milestoneTable);
    const percent = all.reduce((sum, one) => sum + (one.percent ?? 0), 0);
    return note(`${kind} ${id}`, [text(`${percent}% in all${closed ? ', closed' : ''}`)]);
  }
  const [milestone] = await tx.select().from(milestoneTable).where(eq(milestoneTable.id, id));
  return milestone && note(milestone.name, [text(`${milestone.percent ?? 0}%`)]);
};

/** The simplest words for a scheduled message: its kind and the moment it was due. */
export const wordPlan: Word = async (_tx, { kind, slot }) => ({
  is: 'card',
  card: note(`${kind} of ${slot}`),
});

/** A tenant with one project of one milestone, and what a command does to it. */
export type Plan = {
  workspaceId: string;
  projectId: string;
  milestoneId: string;
  ownerId: string;
  /** Adds a room of the project. */
  room(channel: string, at?: { platform: 'slack' | 'teams'; tenant: string }): Promise<string>;
  /** Posts a live card. */
  post(roomId: string, shows?: 'project' | 'milestone'): Promise<string>;
  /** Changes the milestone and tells it, as a command does. */
  progress(percent: number, news?: string): Promise<void>;
  /** Any fan-out, with writes of its own. */
  tell(fanOut: Partial<FanOut>, ...writes: SQL[]): Promise<string[]>;
};

/** Makes a plan in a workspace of its own. */
export async function makePlan(world: World, tenant = 'T1'): Promise<Plan> {
  const { db } = world.database;
  const ids = { workspaceId: v7(), projectId: v7(), milestoneId: v7(), ownerId: v7() };
  const { workspaceId, projectId } = ids;
  await db.insert(workspaceTable).values({ workspaceId, name: tenant });
  for (const platform of ['slack', 'teams'] as const) {
    await db.insert(installationTable).values({ platform, tenant, workspaceId });
  }
  await db.insert(personTable).values({ workspaceId, id: ids.ownerId, name: 'Ana' });
  await db
    .insert(identityTable)
    .values({ workspaceId, id: v7(), personId: ids.ownerId, platform: 'slack', tenant, user: 'U1' });
  await db.insert(projectTable).values({
    workspaceId,
    id: projectId,
    name: 'Apollo',
    kind: 'launch',
    zone: 'UTC',
    policies: policiesOf('launch'),
  });
  await db
    .insert(memberTable)
    .values({ workspaceId, id: v7(), projectId, personId: ids.ownerId, role: 'owner' });
  await db.insert(milestoneTable).values(milestoneRow(ids, ids.milestoneId, 1));
  const tell = (fanOut: Partial<FanOut>, ...writes: SQL[]) => runFanOut(world, ids, fanOut, writes);
  return { ...ids, ...actions(world, ids, tell), tell };
}

type Ids = { workspaceId: string; projectId: string; milestoneId: string };

/** A milestone with nothing special about it. */
export const milestoneRow = ({ workspaceId, projectId }: Ids, id: string, number: number) => ({
  workspaceId,
  projectId,
  id,
  number,
  order: number,
  name: `Beta ${number}`,
  type: 'event' as const,
  status: 'in_progress' as const,
  ownerParty: 'expert' as const,
  blocksGoLive: false,
  priority: 'p2' as const,
  version: 1,
});

function actions(world: World, ids: Ids, tell: Plan['tell']): Pick<Plan, 'room' | 'post' | 'progress'> {
  const { workspaceId, projectId, milestoneId } = ids;
  return {
    async room(channel, at = { platform: 'slack', tenant: 'T1' }) {
      const roomId = v7();
      const { db } = world.database;
      await db
        .insert(roomTable)
        .values({ workspaceId, id: roomId, projectId, ...at, channel, kind: 'channel', name: `#${channel}` });
      await db.insert(roomAddressTable).values({ ...at, channel, workspaceId, roomId });
      return roomId;
    },
    async post(roomId, shows = 'milestone') {
      const cardId = v7();
      const subject = { kind: shows, id: shows === 'milestone' ? milestoneId : projectId };
      await tell({ posts: [{ cardId, roomId, shows: subject }] });
      return cardId;
    },
    async progress(percent, news) {
      const said = news ? [{ id: v7(), card: note(news) }] : [];
      const write = sql`update milestone set percent = ${percent} where id = ${milestoneId}::uuid`;
      await tell({ milestoneIds: [milestoneId], news: said }, write);
    },
  };
}

/** What `save` does for a command: one transaction, the writes and the outbox in one statement. */
async function runFanOut(world: World, ids: Ids, given: Partial<FanOut>, writes: SQL[]): Promise<string[]> {
  const told = await world.database.db.transaction(async (tx) => {
    await enterWorkspace(tx, ids.workspaceId);
    const rooms = await planIn(tx, ids.projectId, given, writes);
    await world.delivery.enqueue(tx, ids.workspaceId, rooms);
    return rooms;
  });
  world.delivery.nudge();
  return told;
}

/** Plans inside a transaction; the rooms still have to be woken. */
export async function planIn(
  tx: Tx,
  projectId: string,
  given: Partial<FanOut>,
  writes: SQL[] = [],
): Promise<string[]> {
  await tx.execute(sql`select from project where id = ${projectId}::uuid for no key update`);
  for (const write of writes) await tx.execute(write);
  const [tenant] = rowsOf<{ id: string }>(await tx.execute(sql`select milepost_tenant() as id`));
  const fanOut = { projectId, milestoneIds: [], posts: [], news: [], ...given };
  const what = { workspaceId: tenant?.id ?? '', changes: [], activity: [], fanOut };
  return (await save(tx, what)).rooms;
}

/** Every receipt, in order, as the operator would read it. */
export async function receipts(world: World) {
  return world.database.db
    .select({ kind: receipt.kind, state: receipt.state, why: receipt.why, attempts: receipt.attempts })
    .from(receipt)
    .orderBy(receipt.seq);
}

/** Waits until something holds, with the workers awake; gives up loudly, so that a failure ends the run. */
export async function until(world: World, holds: () => boolean | Promise<boolean>): Promise<void> {
  const givenUp = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    givenUp.throwIfAborted();
    world.delivery.nudge();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
