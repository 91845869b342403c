import { sql } from 'drizzle-orm';
import { rowsOf } from '../../db/tenant.ts';
import type { TestRunner } from './runner.ts';
import { mention, startTeam, type Team } from './team.ts';

/** The address of all proofs. */
export const proofUrl = 'https://example.com/proof';

/** Starts a company whose coach is Olivia and whose member is Mo. */
export async function startCompany(runner: TestRunner): Promise<Team> {
  const team = await startTeam(runner, 'kind:stages');
  await team.tell(team.olivia, `role ${mention(team.mo)} contributor`);
  return team;
}

/** Adds evidence for each of the four criteria of a stage, as Mo or somebody else. */
export const prove = ({ tell, mo }: Team, stage: number, who = mo) =>
  tell(who, ...[1, 2, 3, 4].map((n) => `evidence ${stage} link ${proofUrl} "Proof ${n}" for:${stage}.${n}`));

/** A recorded decision about a stage. */
type Recorded = { stage: string; achieved: boolean; reason: string | null; pieces: number; platform: string };

/** Returns the decisions about the stages of a company, oldest first. */
export const recordedOf = async (runner: TestRunner, { tenant }: Team): Promise<Recorded[]> =>
  rowsOf<Recorded>(
    await runner.db.execute(sql`select stage, achieved, reason, jsonb_array_length(evidence) as pieces, platform
      from achievement where workspace_id = (select workspace_id from installation where tenant = ${tenant})
      order by at, id`),
  );
