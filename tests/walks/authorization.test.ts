import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, Form } from '../../cards/model.ts';
import { registry } from '../../src/commands/registry.ts';
import { type Role, roles } from '../../src/domain/access.ts';
import { type FullProject, fullProject, isRefusal } from '../support/full-project.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import {
  executeFormInTeams,
  executeInTeams,
  pressInSlack,
  submitDialogInTeams,
  submitInSlack,
} from '../support/presses.ts';
import { projectStates } from '../support/state-hash.ts';
import { type Use, uses } from '../support/who-may.ts';

let stage: Stage;
let apollo: FullProject;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = await fullProject(stage, 'Apollo');
});
afterAll(() => stage.close());

const states = () => projectStates(stage.milepost.connection.db);

const actionOf = ({ command, input }: Use): Action => ({ label: 'Press', command, input });
const formOf = ({ command, input }: Use): Form => ({
  ...{ title: 'Form', command, submit: 'Send' },
  given: input,
  fields: [],
});

async function writeInTeams({ room, teams }: FullProject, role: Role, line: string): Promise<string> {
  const told = () =>
    stage.ends.teams.rooms.messages.filter(
      (one) => one.room === room.id && one.targetedTo === teams[role].id,
    );
  const before = told().length;
  const { status } = await stage.ends.teams.message(teams[role], room, line);
  if (status !== 200) throw new Error(`Teams was answered ${status}`);
  await stage.ends.teams.until(() => (told().length > before ? true : undefined));
  return told().slice(before).map(shownIn).join();
}

type Door = (at: FullProject, role: Role, of: Use) => Promise<string>;

const inTeams = ({ room, teams }: FullProject, role: Role) => ({ room, person: teams[role] });

/** The ways in for what somebody asks of a project; each resolves with all that they read. */
const doors: Record<string, Door> = {
  'a slash command': (at, role, { line }) => stage.desk.slash(at.slack[role], at.channel, line).then(said),
  'a button in Slack': (at, role, of) => pressInSlack(stage, at.slack[role], at.channel, actionOf(of)),
  'a form in Slack': (at, role, of) => submitInSlack(stage, at.slack[role], at.channel, formOf(of)),
  'a message in Teams': (at, role, { line }) => writeInTeams(at, role, line),
  'a button in Teams': (at, role, of) => executeInTeams(stage, inTeams(at, role), actionOf(of)),
  'a form in Teams': (at, role, of) => executeFormInTeams(stage, inTeams(at, role), formOf(of)),
  'a dialog in Teams': (at, role, of) => submitDialogInTeams(stage, inTeams(at, role), formOf(of)),
};

const denied = uses.filter(({ may }) => may.length < roles.length);

/** Who is refused reads which role it takes, or that they have none here (APR-6). */
const isNotAllowed = (answer: string) => /This needs the role|You have no role here/.test(answer);

describe.each(Object.entries(doors))('through %s', (_name, door) => {
  it('nobody gets more than their role gives, whatever they ask for', { timeout: 120_000 }, async () => {
    const before = await states();
    const wrong: string[] = [];
    for (const use of denied) {
      for (const role of roles.filter((one) => !use.may.includes(one))) {
        const answer = await door(apollo, role, use);
        if (!isNotAllowed(answer)) wrong.push(`${role}: ${use.line}: ${answer.slice(0, 200)}`);
      }
      const after = await states();
      expect(after.Apollo, use.line).toBe(before.Apollo);
    }
    expect(wrong).toEqual([]);
  });
});

const onSlack: Door[] = [doors['a slash command'], doors['a form in Slack']].filter(
  (one) => one !== undefined,
);
const onTeams: Door[] = [doors['a message in Teams'], doors['a button in Teams']].filter(
  (one) => one !== undefined,
);

describe.each(roles.filter((role) => role !== 'none'))('a %s', (role) => {
  it.each([
    ['Slack', onSlack],
    ['Teams', onTeams],
  ])('can do on %s all that their role gives', async (platform, ways) => {
    const own = await fullProject(stage, `${role}${platform}`);
    const wrong: string[] = [];
    // the words of help quote refusals
    const given = uses.filter(({ command, may }) => command !== 'help' && may.includes(role));
    for (const [nth, use] of given.entries()) {
      const answer = await ways[nth % ways.length]?.(own, role, use);
      if (answer === undefined || isRefusal(answer)) wrong.push(`${use.line}: ${answer?.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });
});

it('asks for every command that there is', () => {
  const elsewhere = [
    'project',
    'import-apply',
    'import-dates',
    'import-cancel',
    'retry',
    'unlink',
    'merge',
    'bind',
    'unbind',
  ];
  const asked = [...uses.map(({ command }) => command), ...elsewhere];
  expect(registry.names.filter((name) => !asked.includes(name))).toEqual([]);
});
