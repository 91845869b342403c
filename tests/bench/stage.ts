import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { type Ends, slackTeam, startEnds } from '../../src/preview/ends.ts';
import { testSecret } from '../support/secret.ts';
import { type Child, startChild } from './child.ts';
import { place } from './slash.ts';

/** Milepost as deployed, with people in Slack and a project in each of their rooms. */
export type Stage = {
  milepost: Child;
  ends: Ends;
  signingSecret: string;
  /** Connection as the owner of the database. */
  sql: Sql;
  /** Waits until all deliveries are done. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** Projects of the workspace, one in each room. */
export const rooms = 16;
/** Milestones of each project. */
export const steps = 12;

/** Starts Milepost on a new database of the server and fills its workspace. */
export async function startStage(server: string, database: string): Promise<Stage> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${database}`);
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const ends = await startEnds();
  const milepost = await startChild('src/main.ts', { ...settingsOf(ends), DATABASE_URL: url, PORT: '0' });
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  const settle = async () => {
    while ((await sql`select from receipt where state in ('planned', 'sending') limit 1`).length > 0)
      await sleep(100);
  };
  await inhabit(ends, milepost.url, sql);
  await settle();
  return {
    milepost,
    ends,
    signingSecret: ends.settings.slack?.signingSecret ?? '',
    sql,
    settle,
    async close() {
      await milepost.stop();
      await sql.end();
      await ends.close();
    },
  };
}

/** Returns the environment that connects Milepost to both stand-ins, as an operator would set it. */
export function settingsOf({ settings: { slack, teams } }: Ends): Record<string, string> {
  return {
    MILEPOST_SECRET: testSecret,
    LOG_LEVEL: 'warn',
    SLACK_SIGNING_SECRET: slack?.signingSecret ?? '',
    SLACK_BOT_TOKEN: slack?.botToken ?? '',
    SLACK_API_URL: slack?.apiUrl ?? '',
    MicrosoftAppId: teams?.appId ?? '',
    MicrosoftAppPassword: teams?.appPassword ?? 'bench',
    MicrosoftAppTenantId: teams?.tenantId ?? '',
    MicrosoftAppType: teams?.appType ?? '',
    ...teams?.botFramework,
  };
}

async function inhabit(ends: Ends, url: string, sql: Sql): Promise<void> {
  const desk = ends.connectTo(url);
  const { world } = ends.slack;
  for (let n = 0; n < rooms; n += 1) {
    const { user, channel } = place(n);
    world.addPerson({ id: user, team: slackTeam, name: user.toLowerCase(), realName: `Person ${n}` });
    world.addChannel({ id: channel, team: slackTeam, name: channel.toLowerCase() });
    await desk.slash(user, channel, `project "Apollo ${n}" kind:launch target:"18 dec 2027"`);
  }
  await sql`
    insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, due_date, version)
    select workspace_id, gen_random_uuid(), id, n, n, 'Step ' || n, 'event', 'upcoming', 'expert',
      false, 'p2', '2027-12-01'::date + n, 1
    from project, generate_series(1, ${steps}) n`;
  await remember(sql);
  for (let n = 0; n < rooms; n += 1) await desk.slash(place(n).user, place(n).channel, 'show 1');
}

/** Fills in past messages; with empty tables the planner would choose other plans. */
async function remember(sql: Sql): Promise<void> {
  await sql`
    insert into progress_update (workspace_id, id, project_id, milestone_id, percent, note, author_id, at)
    select m.workspace_id, gen_random_uuid(), m.project_id, m.id, n, 'OAuth flow works', p.person_id, now()
    from milestone m join member p on p.project_id = m.project_id, generate_series(1, 10) n`;
  await sql`
    insert into activity (workspace_id, id, project_id, milestone_id, type, person_id, platform, at)
    select workspace_id, gen_random_uuid(), project_id, milestone_id, 'progressed', author_id, 'slack', at
    from progress_update`;
  await sql`
    insert into arrival (workspace_id, delivery, at)
    select workspace_id, 'bench:' || id, now() from progress_update`;
  await sql`vacuum analyze`;
}
