import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Newcomer, newcomerIn } from '../support/preview/newcomer.ts';
import { openPreview, type PreviewPage } from '../support/preview/preview-page.ts';

/** The most that the eight tasks of a first hour may take. */
const maxActions = 14;
const limitMs = 120_000;

let preview: PreviewPage;
beforeAll(async () => {
  preview = await openPreview();
});
afterAll(() => preview.close());

it(
  'a newcomer, who knows no more than Milepost has shown them, does the eight tasks without a dead end',
  async () => {
    const they = newcomerIn(preview);
    await they.open('Slack', '# playground');
    await they.open('Teams', 'Playground');
    for (const task of tasks) await task(they);
    console.log(`the first hour took ${they.actions.length} actions:\n${they.actions.join('\n')}`);
    expect(they.actions.length).toBeLessThanOrEqual(maxActions);
    expect(preview.complaints).toEqual([]);
  },
  limitMs,
);

type Task = (they: Newcomer) => Promise<void>;

const createsProject: Task = async (they) => {
  await they.presses('Slack', 'New project');
  await they.sends('New project', { Name: 'Beta launch', 'Who approves': 'Coach' });
  await they.sees('Slack', 'Beta launch', 'No milestones yet');
};

const namesCoach: Task = async (they) => {
  await they.types('Slack', 'role @carol coach');
  await they.sees('Slack', 'Beta launch', 'Approved by the coach (Carol)');
};

const linksTeams: Task = async (they) => {
  await they.presses('Slack', 'Link a channel');
  const told = await they.sees('Slack', 'In Teams, to Milepost');
  const [, line = ''] = /In Teams, to Milepost: (link \S+)/.exec(await told.innerText()) ?? [];
  await they.types('Teams', line);
  await they.sees('Teams', 'Beta launch', 'Approved by the coach (Carol)');
};

const plansMilestones: Task = async (they) => {
  await they.types('Slack', 'new "Sign-in works" due friday');
  await they.types('Slack', 'new "Landing page" due "in 2 weeks"');
  await they.types('Slack', 'new "Launch day" due "in 3 weeks"');
  for (const name of ['1 · Sign-in works', '2 · Landing page', '3 · Launch day']) {
    await they.sees('Slack', name);
    await they.sees('Teams', name);
  }
};

const submitsWithEvidence: Task = async (they) => {
  const card = '1 · Sign-in works';
  await they.chooses('Slack', 'Evidence', card);
  await they.sends('Add evidence', {
    Kind: 'Link',
    'Link, or name of the metric': 'https://example.com/load-test',
    'Title, or value of the metric': 'Load test',
  });
  await they.presses('Slack', 'Submit', card);
  await they.sees('Slack', 'Olivia submitted 1 · Sign-in works');
};

const approvesInTeams: Task = async (they) => {
  await they.handsTo('Carol');
  const news = 'Olivia submitted 1 · Sign-in works';
  await they.sees('Teams', news, 'Load test');
  await they.presses('Teams', 'Approve', news);
  await they.handsTo('Olivia');
  await they.sees('Slack', news, 'Approved by Carol');
};

const looksAtHealth: Task = async (they) => {
  await they.presses('Slack', 'Health');
  await they.sees('Slack', 'Beta launch', 'On track');
};

const setsUpDigest: Task = async (they) => {
  await they.chooses('Slack', 'Weekly digest', 'Approved by the coach (Carol)');
  await they.sees('Slack', 'digest of Beta launch', 'Monday');
};

const tasks = [
  createsProject,
  namesCoach,
  linksTeams,
  plansMilestones,
  submitsWithEvidence,
  approvesInTeams,
  looksAtHealth,
  setsUpDigest,
];
