/*
 * Makes a dump of a database with live cards in every state they can be in, with the code of this tree:
 *
 *     node tests/db/live-cards/make-dump.ts > tests/db/live-cards/NNNN.sql
 *
 * NNNN is the last migration. A dump is kept as it was made, so that a test can bring it to the schema
 * of a later version. It holds rows only: the migrations up to NNNN make the tables.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../../../db/tenant.ts';
import { slackTeam, startEnds, teamsChannel } from '../../../src/preview/ends.ts';
import type { TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import {
  type Apollo,
  channel,
  cleo,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
  vic,
} from '../../support/apollo.ts';
import { isRefusal } from '../../support/full-project.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { serviceUrl, teamsApp, teamsTenant } from './rooms.ts';

const day = '2026-12-07';

/** A line that puts a live card of each kind into the room. */
const posting = ['status', 'show 1', 'decision D1', 'contingency P1'];

async function slack({ desk, settle }: Stage, where: string, line: string): Promise<string> {
  const answer = said(await desk.slash(olivia, where, line));
  if (isRefusal(answer)) throw new Error(`“${line}” was refused: ${answer.slice(0, 500)}`);
  await settle();
  return answer;
}

async function teams({ ends, settle }: Stage, room: TeamsRoom, line: string): Promise<void> {
  const { status } = await ends.teams.message(tess, room, line);
  if (status !== 200) throw new Error(`“${line}” was answered ${status}`);
  await settle();
}

async function clock({ milepost, settle }: Stage, now: string): Promise<void> {
  await milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
  await settle();
}

/** Links a channel on each platform to the project and puts a card of each kind there. */
async function linked(stage: Stage, name: string): Promise<{ slack: string; teams: TeamsRoom }> {
  const id = `C${name.toUpperCase()}`;
  stage.ends.slack.world.addChannel({ id, team: slackTeam, name });
  const room = teamsChannel(stage.ends.teams, name, [tess, cleo, vic]);
  await slack(stage, id, linkLineIn(await slack(stage, channel, 'link')));
  await teams(stage, room, linkLineIn(await slack(stage, channel, 'link')));
  for (const line of posting) {
    await slack(stage, id, line);
    await teams(stage, room, line);
  }
  return { slack: id, teams: room };
}

async function plan(stage: Stage, apollo: Apollo): Promise<void> {
  await startProject(stage, apollo);
  await apollo.slack(mo, 'list');
  for (const line of [
    'role Tess owner',
    'new "Beta launch" priority:p0 due:"10 dec 2026"',
    'new "Docs" due:"14 dec 2026"',
    'decision "Go for 18 Dec?" on:"9 dec 2026" criteria:"the venue is ready" fallback:"shift 7d" voters:@mo',
    'if "30% of p0 incomplete" on:"9 dec 2026" then:"shift launch 7d"',
    ...posting,
  ])
    await slack(stage, channel, line);
  for (const line of posting) await teams(stage, apollo.room, line);
}

/** Cards of rooms that were lost; posts that failed, whose cards are kept in their receipts. */
async function lose(stage: Stage): Promise<void> {
  const lost = await linked(stage, 'lost');
  const { tenant } = stage.ends.teams;
  for (const at of [
    { platform: 'slack' as const, tenant: slackTeam, channel: lost.slack },
    { platform: 'teams' as const, tenant, channel: lost.teams.id },
  ])
    await stage.milepost.delivery.onRoomNews({
      is: 'lost',
      room: { ...at, kind: 'channel' },
      why: 'it was archived',
    });
  for (const line of posting) {
    stage.ends.slack.fail('chat.postMessage', { is: 'error', code: 'invalid_blocks' });
    await slack(stage, channel, line);
  }
}

/** Cards that are not posted yet, with edits that are not sent yet, of which some are the last. */
async function interrupt(stage: Stage): Promise<void> {
  const side = await linked(stage, 'side');
  await stage.milepost.connection.db.execute(
    sql`update installation set paused_until = now() + interval '1 day', pause_ms = 86400000`,
  );
  await slack(stage, side.slack, 'unlink');
  await teams(stage, side.teams, 'unlink');
  await slack(stage, channel, 'start 1');
  for (const line of posting) await slack(stage, channel, line);
  // the decision and the contingency are put into the team's channels on their day
  await clock(stage, '2026-12-09T09:00:30Z');
}

/** Nothing that a card depends on: answers, codes that were used, messages that were told. */
const left = ['arrival', 'link_code'];
const told = sql`where state not in ('sent', 'skipped')`;

async function rows({ milepost, ends }: Stage): Promise<string[]> {
  const { db } = milepost.connection;
  const tables = rowsOf<{ name: string }>(
    await db.execute(
      sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    ),
  );
  const found = [];
  for (const { name } of tables.filter((table) => !left.includes(table.name))) {
    const [row] = rowsOf<{ all: string | null }>(
      await db.execute(sql`select string_agg((select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t))
          where value <> 'null' and key not in ('paused_until', 'pause_ms'))::text,
        E',\n' order by t::text) as all from ${sql.identifier(name)} t ${name === 'receipt' ? told : sql``}`),
    );
    if (!row?.all) continue;
    const text = row.all.replaceAll(ends.teams.serviceUrl, serviceUrl).replaceAll("'", "''");
    found.push(
      `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, '[\n${text}]');`,
    );
  }
  return found;
}

const directory = mkdtempSync(join(tmpdir(), 'milepost-'));
const database = {
  location: { directory },
  drop: async () => rmSync(directory, { recursive: true, force: true }),
};
const ends = await startEnds({ tenant: teamsTenant, appId: teamsApp });
const stage = await startStage('embedded', { movedNow: `${day}T08:00:00Z` }, { database, ends });
const apollo = peopleOf(stage);
await plan(stage, apollo);
await lose(stage);
await interrupt(stage);
process.stdout.write(`${(await rows(stage)).join('\n')}\n`);
await stage.close();
