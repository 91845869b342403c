import { reporting } from './asks.ts';
import { ratio, takeTurns } from './compare.ts';
import { type Figure, note, round } from './figure.ts';
import { throughput } from './load.ts';
import { startStage } from './stage.ts';

const perProject = 50;

/** Compares a command with a thousand milestones in the database to one with many more. */
export async function costOfSize(
  server: string,
  many: number,
  seconds: number,
  rounds: number,
): Promise<Figure[]> {
  const [small, large] = await Promise.all([filled(server, 1_000), filled(server, many)]);
  const { few, lots } = await takeTurns(
    { few: () => throughput(reporting(small), seconds), lots: () => throughput(reporting(large), seconds) },
    rounds,
  );
  await small.close();
  await large.close();
  const of = `${many.toLocaleString('en')} milestones`;
  return [note(`cost of progress among ${of}, against 1,000`, `× ${round(ratio(few, lots))}`)];
}

async function filled(server: string, milestones: number) {
  const stage = await startStage(server, `bench_${milestones}`);
  const { sql } = stage;
  const projects = milestones / perProject;
  await sql`
    insert into project (workspace_id, id, name, kind, policies, zone)
    select workspace_id, gen_random_uuid(), 'Filler ' || n, kind, policies, zone
    from (select * from project limit 1) as one, generate_series(1, ${projects}) n`;
  await sql`
    insert into milestone (workspace_id, id, project_id, number, position, name, type, status, owner_party,
      blocks_go_live, priority, version)
    select workspace_id, gen_random_uuid(), id, n, n, 'Step ' || n, 'event', 'upcoming', 'expert', false, 'p2', 1
    from project, generate_series(1, ${perProject}) n where name like 'Filler %'`;
  await sql`vacuum analyze`;
  return stage;
}
