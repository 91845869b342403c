import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { About, Action, Form } from '../../cards/model.ts';
import { registry } from '../../src/commands/registry.ts';
import { type Role, roles } from '../../src/domain/project/roles.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { projectStates } from '../support/database/state-hash.ts';
import { type FullProject, fullProject, isRefusal, projectInTeams } from '../support/full-project.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';
import {
  executeFormInTeams,
  executeInTeams,
  pressInSlack,
  submitDialogInTeams,
  submitInSlack,
} from '../support/platforms/presses.ts';
import { attempted } from '../support/refused.ts';
import { type Use, uses } from '../support/who-may.ts';

let stage: Stage;
let apollo: FullProject;
beforeAll(async () => {
  stage = await startStage('postgresql');
  apollo = await fullProject(stage, 'Apollo');
});
afterAll(() => stage.close());

const states = () => projectStates(stage.milepost.connection.db);

const actionOf = ({ command, input }: Use, about?: About): Action => ({
  label: 'Press',
  command,
  input,
  ...(about ? { about } : {}),
});
const formOf = ({ command, input }: Use, about?: About): Form => ({
  title: 'Form',
  command,
  submit: 'Send',
  given: input,
  fields: [],
  ...(about ? { about } : {}),
});

async function writeInTeams({ room, teams }: FullProject, role: Role, line: string): Promise<string> {
  const told = () =>
    stage.ends.teams.rooms.messages.filter(
      (one) => one.room === room.id && one.targetedTo === teams[role].id,
    );
  const before = told().length;
  const { status } = await attempted(stage.ends.teams.message(teams[role], room, line));
  if (status !== 200) throw new Error(`Teams was answered ${status}`);
  await stage.ends.teams.until(() => (told().length > before ? true : undefined));
  return told().slice(before).map(shownIn).join();
}

/** `about` is the project a button or form claims to be drawn for; a forger can claim any. */
type Place = FullProject & { about?: About };
type Door = (at: Place, role: Role, of: Use) => Promise<string>;
const drawnIn = (project: FullProject): Place => ({ ...project, about: { project: project.id } });

const inTeams = ({ room, teams }: FullProject, role: Role) => ({ room, person: teams[role] });

/** The ways to send a request; each resolves with everything the sender reads, refused or not. */
const doors: Record<string, Door> = {
  'a slash command': (at, role, { line }) =>
    attempted(stage.desk.slash(at.slack[role], at.channel, line)).then(said),
  'a button in Slack': (at, role, of) =>
    pressInSlack(stage, at.slack[role], at.channel, actionOf(of, at.about)),
  'a form in Slack': (at, role, of) => submitInSlack(stage, at.slack[role], at.channel, formOf(of, at.about)),
  'a message in Teams': (at, role, { line }) => writeInTeams(at, role, line),
  'a button in Teams': (at, role, of) => executeInTeams(stage, inTeams(at, role), actionOf(of, at.about)),
  'a form in Teams': (at, role, of) => executeFormInTeams(stage, inTeams(at, role), formOf(of, at.about)),
  'a dialog in Teams': (at, role, of) => submitDialogInTeams(stage, inTeams(at, role), formOf(of, at.about)),
};

const denied = uses.filter(({ may }) => may.length < roles.length);

/** A refusal names the role it needs, or says that the sender has none (APR-6). */
const isNotAllowed = (answer: string) =>
  /Only an? .* can \w+ this|You have no role in this project/.test(answer);

describe.each(Object.entries(doors))('through %s', (name, door) => {
  const nth = Object.keys(doors).indexOf(name);
  /** The first way tries every role with every use, two of the others share each of these. */
  const isTried = (pair: number) => nth === 0 || (pair + nth) % 3 === 0;

  it('nobody can do more than their role permits', { timeout: 120_000 }, async () => {
    const before = await states();
    const wrong: string[] = [];
    let pair = 0;
    for (const [at, use] of denied.entries()) {
      for (const role of roles.filter((one) => !use.may.includes(one))) {
        pair += 1;
        if (!isTried(pair)) continue;
        const answer = await door(drawnIn(apollo), role, use);
        if (!isNotAllowed(answer)) wrong.push(`${role}: ${use.line}: ${answer.slice(0, 200)}`);
      }
      // reading everything takes longer than a use
      if (at % 10 === 9) expect((await states()).Apollo, `up to ${use.line}`).toBe(before.Apollo);
    }
    expect((await states()).Apollo).toBe(before.Apollo);
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
  ])('can do on %s everything their role permits', async (platform, ways) => {
    const own = await fullProject(stage, `${role}${platform}`);
    const wrong: string[] = [];
    // The text of help quotes refusals.
    const given = uses.filter(({ command, may }) => command !== 'help' && may.includes(role));
    for (const [nth, use] of given.entries()) {
      const answer = await ways[nth % ways.length]?.(drawnIn(own), role, use);
      if (answer === undefined || isRefusal(answer)) wrong.push(`${use.line}: ${answer?.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('somebody without a role in a project', () => {
  const strangers = {
    'a guest of the workspace': { guest: 'multi' },
    'a guest of one channel': { guest: 'single' },
    'somebody of another organisation': { home: 'T0OTHER' },
  } as const;

  it.each(Object.entries(strangers))('%s cannot change it by any line or button', async (name, what) => {
    const { world } = stage.ends.slack;
    const id = `U${Object.keys(strangers).indexOf(name)}STRANGER`;
    world.addPerson({ id, team: slackTeam, name: id.toLowerCase(), realName: 'Una Stranger', ...what });
    world.channel(apollo.channel).members.add(id);
    const at = { ...drawnIn(apollo), slack: { ...apollo.slack, viewer: id } };
    const before = await states();
    for (const use of denied.filter(({ may }) => !may.includes('viewer')))
      for (const way of onSlack)
        expect(isNotAllowed((await way?.(at, 'viewer', use)) ?? ''), use.line).toBe(true);
    expect(await states()).toEqual(before);
  });

  it.each([
    ['in the same workspace', 'a button in Slack'],
    ['in the same workspace', 'a form in Slack'],
    ['in the same workspace', 'a button in Teams'],
    ['in the same workspace', 'a form in Teams'],
    ['in another workspace', 'a button in Teams'],
    ['in another workspace', 'a form in Teams'],
    ['in another workspace', 'a dialog in Teams'],
  ] as const)('cannot access it from a project %s by %s that was forged', async (where, door) => {
    const own = where === 'in the same workspace' ? await beacon() : await zeus();
    const before = await states();
    const forged: About[] = [
      { project: apollo.id },
      { project: apollo.id, anywhere: true },
      { project: v7() },
    ];
    for (const use of uses)
      for (const about of forged) {
        const answer = await doors[door]?.({ ...own, about }, 'owner', use);
        expect(answer, use.line).toBeDefined();
        expect(answer, use.line).not.toMatch(/of Apollo|Owner Apollo/);
      }
    // Personal settings may change, but no data of any project.
    expect(await states()).toEqual(before);
  });

  it('cannot access another workspace by any command in their own', async () => {
    const other = await zeus();
    const before = await states();
    for (const use of uses)
      for (const door of ['a button in Slack', 'a form in Teams'])
        expect(
          await doors[door]?.({ ...apollo, about: { project: other.id, anywhere: true } }, 'owner', use),
          use.line,
        ).not.toMatch(/of Zeus/);
    expect(await states()).toEqual(before);
  });
});

const known: Partial<Record<'beacon' | 'zeus', FullProject>> = {};
async function beacon(): Promise<FullProject> {
  known.beacon ??= await fullProject(stage, 'Beacon');
  return known.beacon;
}

/** Starts a project in Teams, and so in that organisation's workspace. */
async function zeus(): Promise<FullProject> {
  known.zeus ??= await projectInTeams(stage, 'Zeus', apollo);
  return known.zeus;
}

it('covers every command', () => {
  const elsewhere = [
    'project',
    'import-apply',
    'import-dates',
    'import-order',
    'import-cancel',
    'retry',
    'unlink',
    'merge',
    'bind',
    'unbind',
    'stages',
    'task',
    'approve-update',
    'reject-update',
    'achieve',
    'unachieve',
    'queue',
    'portfolio',
    'metrics-stages',
    'queue-approve',
    'queue-return',
    'queue-ask',
    'programme',
    'programmes',
    'programme-ask',
    'programme-answer',
    'programme-blueprint',
    'programme-export',
  ];
  const asked = [...uses.map(({ command }) => command), ...elsewhere];
  expect(registry.names.filter((name) => !asked.includes(name))).toEqual([]);
});
