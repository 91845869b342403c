import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Action, Form } from '../../../cards/model.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';
import { type FullProject, fullProject } from '../../support/full-project.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, startStage } from '../../support/milepost.ts';
import {
  executeFormInTeams,
  executeInTeams,
  pressInSlack,
  submitDialogInTeams,
  submitInSlack,
} from '../../support/platforms/presses.ts';
import { attempted } from '../../support/refused.ts';

let stage: Stage;
let acme: FullProject;

const slash = (role: Role, line: string) =>
  attempted(stage.desk.slash(acme.slack[role], acme.channel, line)).then(said);

const decided = async () =>
  rowsOf<{ stage: string; achieved: boolean; platform: string; room: string | null }>(
    await stage.milepost.connection.db.execute(
      sql`select a.stage, a.achieved, a.platform, r.channel as room from achievement a left join room r
        on r.workspace_id = a.workspace_id and r.id = a.room_id order by a.at, a.id`,
    ),
  );

beforeAll(async () => {
  stage = await startStage('postgresql');
  acme = await fullProject(stage, 'Acme');
  await slash('owner', 'edit project kind:stages');
  await slash('coach', 'blueprint apply market-stages apply:yes');
  await slash('coach', 'policy evidence:no');
  await slash('owner', 'stages post');
  await stage.settle();
}, 120_000);
afterAll(() => stage.close());

const action = (command: string, input: Record<string, string>): Action => ({
  label: 'Press',
  command,
  input,
  about: { project: acme.id },
});
const form = (command: string, given: Record<string, string>): Form => ({
  title: 'Form',
  command,
  submit: 'Send',
  given,
  fields: [],
  about: { project: acme.id },
});

type Door = (role: Role, command: string, input: Record<string, string>) => Promise<string>;

/** The ways to send a request by a press or a form; each carries what somebody forged. */
const doors: Record<string, Door> = {
  'a slash command': (role, command, { stage: of }) => slash(role, `${command} ${of} mine sure:yes`),
  'a button in Slack': (role, command, input) =>
    pressInSlack(stage, acme.slack[role], acme.channel, action(command, input)),
  'a form in Slack': (role, command, input) =>
    submitInSlack(stage, acme.slack[role], acme.channel, form(command, input)),
  'a button in Teams': (role, command, input) =>
    executeInTeams(stage, { room: acme.room, person: acme.teams[role] }, action(command, input)),
  'a form in Teams': (role, command, input) =>
    executeFormInTeams(stage, { room: acme.room, person: acme.teams[role] }, form(command, input)),
  'a dialog in Teams': (role, command, input) =>
    submitDialogInTeams(stage, { room: acme.room, person: acme.teams[role] }, form(command, input)),
};

const input = { stage: 'value_baseline', sure: 'yes' };

it('only a coach decides about a stage, by any way on either platform', { timeout: 120_000 }, async () => {
  for (const [name, door] of Object.entries(doors))
    for (const role of roles.filter((one) => one !== 'coach'))
      for (const command of ['achieve', 'unachieve'])
        expect(await door(role, command, input), `${role} by ${name}`).toMatch(
          /Only a coach can do this|You have no role in this project/,
        );
  expect(await decided()).toEqual([]);
});

it('a coach decides on each platform, and all cards follow', { timeout: 120_000 }, async () => {
  expect(await slash('coach', 'achieve value-baseline')).toContain('Achieve this stage?');
  expect(await decided()).toEqual([]);
  expect(await slash('coach', 'achieve value-baseline they have it sure:yes')).toContain('is achieved');
  expect(await doors['a button in Teams']?.('coach', 'achieve', input)).toContain('was achieved by');
  await doors['a button in Teams']?.('coach', 'unachieve', input);
  await stage.settle();
  expect(await decided()).toEqual([
    { stage: 'value_baseline', achieved: true, platform: 'slack', room: acme.channel },
    { stage: 'value_baseline', achieved: false, platform: 'teams', room: acme.room.id },
  ]);
  const { wrong } = await checkCards(stage.milepost.connection.db, stage.ends);
  expect(wrong).toEqual([]);
});
