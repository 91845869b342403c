import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { type Apollo, channel, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import { mutated, oneOf, seeded } from '../../support/platforms/mutate.ts';
import { activities, events, interactions, lines, slash } from '../../support/platforms/payloads.ts';

/** Change it to see other cases; a failure shows what was sent. */
const seed = 20_260_612;
const times = 1_000;
/** Concurrent requests. */
const atOnce = 6;

const form = 'application/x-www-form-urlencoded';

describe('signed requests with mutated content', () => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    // not by those whose requests are mutated: they may take back their own
    await apollo.slack(olivia, 'new "Beta launch"');
    stage.log.length = 0;
  });
  afterAll(() => stage.close());

  /** Sends many requests, some concurrently; returns each with its answer. */
  async function sendMany(send: () => Promise<{ sent: string; status: number; body: unknown }>) {
    const answers: Awaited<ReturnType<typeof send>>[] = [];
    const one = async (): Promise<void> => {
      for (let nth = 0; nth < times / atOnce; nth += 1) answers.push(await send());
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return answers;
  }

  /** Checks that nothing crashed, no answer reports a crash, and the log contains no user text. */
  async function unharmed(answers: { sent: string; status: number; body: unknown }[]) {
    const failed = answers.filter(
      ({ status, body }) =>
        (status >= 500 && status !== 501) ||
        /could not finish|went wrong|InternalServer/.test(JSON.stringify(body)),
    );
    expect(failed.slice(0, 3)).toEqual([]);
    await stage.settle();
    const errors = stage.log.filter((line) => /"level":(50|60)/.test(line) || /TypeError/.test(line));
    expect(errors.slice(0, 3)).toEqual([]);
    expect(stage.log.filter((line) => line.includes('zebraword'))).toEqual([]);
    const { world } = stage.ends.slack;
    const told = [...world.posts, ...world.ephemerals, ...stage.ends.teams.rooms.messages];
    expect(told.filter((one) => JSON.stringify(one).includes('could not finish'))).toEqual([]);
  }

  it(`of Slack, ${times} of them, do no harm`, { timeout: 120_000 }, async () => {
    const random = seeded(seed);
    const { botUserId } = stage.ends.slack.world.team('T0ACME');
    const about = { team: 'T0ACME', channel, user: mo, bot: botUserId };
    const [pressed, heard] = [interactions(about), events(about)];
    const request = (): [string, string] => {
      const how = random();
      if (how < 0.25) {
        const fields = mutated(slash(about, oneOf(random, lines)), random) as Record<string, unknown>;
        const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value ?? null),
        ]);
        return [form, new URLSearchParams(pairs).toString()];
      }
      if (how < 0.85) {
        return [
          form,
          new URLSearchParams({
            payload: JSON.stringify(mutated(oneOf(random, pressed), random)),
          }).toString(),
        ];
      }
      return ['application/json', JSON.stringify(mutated(oneOf(random, heard), random))];
    };
    const answers = await sendMany(async () => {
      const [type, body] = request();
      const { status, body: answered } = await stage.desk.send(type, body);
      return { sent: body.slice(0, 4_000), status, body: answered };
    });
    await unharmed(answers);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(times / 10);
    expect(statuses.filter((status) => status === 400).length).toBeGreaterThan(times / 10);
  });

  it(`of Teams, ${times} of them, do no harm`, { timeout: 120_000 }, async () => {
    const random = seeded(seed + 1);
    const { teams } = stage.ends;
    const usual = {
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id: tess.id, name: tess.name, aadObjectId: tess.aadObjectId },
      recipient: teams.bot,
      conversation: {
        id: `${apollo.room.id};messageid=1`,
        conversationType: 'channel',
        tenantId: teams.tenant,
      },
      channelData: {
        tenant: { id: teams.tenant },
        channel: { id: apollo.room.id },
        team: { id: apollo.room.id },
      },
      localTimezone: 'Europe/London',
    };
    const known = activities(usual);
    const answers = await sendMany(async () => {
      const activity = {
        id: `m${random()}`,
        ...(mutated(oneOf(random, known), random) as Record<string, unknown>),
      };
      const { status, body } = await teams.deliver(activity);
      return { sent: JSON.stringify(activity).slice(0, 2_000), status, body };
    });
    await unharmed(answers);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(times / 10);
    expect(statuses.filter((status) => status === 400).length).toBeGreaterThan(times / 10);
  });

  it('and Milepost then answers as before, with every connection released', async () => {
    expect(said(await apollo.slack(olivia, 'list'))).toContain('Beta launch');
    expect(await apollo.teams(tess, 'list')).toContain('Beta launch');
    const { db } = stage.milepost.connection;
    const open = await db.execute(sql`select count(*)::int as held from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`);
    expect(rowsOf<{ held: number }>(open)).toEqual([{ held: 0 }]);
  });
});
