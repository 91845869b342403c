import { randomUUID } from 'node:crypto';
import { slackTeam } from '../../src/preview/ends.ts';
import { ratio, takeTurns } from './compare.ts';
import { type Figure, note, round } from './figure.ts';
import { type Asked, throughput } from './load.ts';
import { place } from './slash.ts';
import { rooms, type Stage, startStage, steps } from './stage.ts';

const [few, many] = [1_000, 50_000] as const;

/** The queries that look people up: somebody new, who has which role, and somebody named. */
const looks = {
  'first words': (n: number) => ({ at: { ...place(n % rooms), user: `UNEW${randomUUID()}` }, text: 'list' }),
  people: (n: number) => ({ at: place(n % rooms), text: 'people' }),
  'owner:': (n: number) => ({
    at: place(n % rooms),
    text: `edit ${1 + (n % steps)} owner:"Person ${n % rooms}" description:"${n}"`,
  }),
};
const says = { 'first words': 'Step 1', people: 'owner', 'owner:': 'Step' };

/** Compares looking people up among 50,000 with 1,000. */
export async function costOfPeople(server: string, seconds: number, rounds: number): Promise<Figure[]> {
  const [small, large] = [await filled(server, few), await filled(server, many)];
  const figures: Figure[] = [];
  for (const name of Object.keys(looks) as (keyof typeof looks)[]) {
    const asked = ({ signingSecret, milepost }: Stage): Asked => ({
      signingSecret,
      url: milepost.url,
      ask: looks[name],
      says: says[name],
    });
    const { fewer, more } = await takeTurns(
      { fewer: () => throughput(asked(small), seconds), more: () => throughput(asked(large), seconds) },
      rounds,
    );
    figures.push(
      note(
        `cost of ${name} among ${many.toLocaleString('en')} people, against 1,000`,
        `× ${round(ratio(fewer, more))}`,
      ),
    );
  }
  await small.close();
  await large.close();
  return figures;
}

async function filled(server: string, people: number): Promise<Stage> {
  const stage = await startStage(server, `bench_people_${people}`);
  const { sql } = stage;
  await sql`
    with made as (
      insert into person (workspace_id, id, name, email)
      select workspace_id, gen_random_uuid(), 'Filler ' || n, 'filler' || n || '@acme.example'
      from (select workspace_id from project limit 1) as one, generate_series(1, ${people}) n
      returning workspace_id, id, name, email)
    insert into identity (workspace_id, id, person_id, platform, tenant, user_key, standing, email, profiled_at)
    select workspace_id, gen_random_uuid(), id, 'slack', ${slackTeam}, name, 'member', email, now() from made`;
  await sql`vacuum analyze`;
  return stage;
}
