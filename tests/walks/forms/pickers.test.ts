import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import type { Option } from '../../../src/preview/slack/desk.ts';
import type { Json } from '../../../src/preview/teams/rooms.ts';
import { type Apollo, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, startStage } from '../../support/milepost.ts';
import { buttonOf, cardIn, inputsOf } from '../../support/platforms/forms.ts';
import { refused } from '../../support/refused.ts';

/** More milestones than a platform takes choices. */
const manyMilestones = 120;

type Block = { type: string; block_id: string; element: Json };

describe('what a form asks for', () => {
  let stage: Stage;
  let apollo: Apollo;
  let project: string;
  const open = async (line: string) => {
    stage.ends.slack.world.views.splice(0);
    await apollo.slack(olivia, line);
    await expect.poll(() => stage.ends.slack.world.views.length).toBe(1);
    return apollo.modalOf(olivia);
  };
  const inputs = () => (apollo.modalOf(olivia).view.blocks as Block[]).filter(({ type }) => type === 'input');
  const element = (name: string) => inputs().find(({ block_id: id }) => id === name)?.element;
  const labels = (options: Option[]) => options.map(({ text }) => text.text);
  const values = (name: string) =>
    (element(name)?.options as Option[] | undefined)?.map(({ value }) => value);
  /** What is stored of a milestone, with the number of its parent. */
  const stored = async (name: string) => {
    const { db } = stage.milepost.connection;
    const found = await db.execute(sql`select m.name, m.description, m.due_date as due, p.number as parent,
        person.name as owner from milestone m
      left join milestone p on p.workspace_id = m.workspace_id and p.id = m.parent_id
      left join person on person.workspace_id = m.workspace_id and person.id = m.assignee_id
      where m.name = ${name}`);
    return rowsOf(found)[0];
  };

  beforeAll(async () => {
    stage = await startStage('postgresql');
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    const steps = Array.from({ length: manyMilestones }, (_, nth) => `| ${nth + 1} | Step ${nth + 1} |`);
    await apollo.slack(olivia, `import now:yes | # | Name |\n|---|---|\n${steps.join('\n')}`);
    for (const line of ['start 117', 'start 119', 'submit 118']) await apollo.slack(mo, line);
    await stage.settle();
    const card = JSON.stringify(apollo.teamsPost('Apollo').card);
    project = /"project":"([0-9a-f-]{36})"/.exec(card)?.[1] ?? '';
  });
  afterAll(() => stage.close());

  it('in Slack: name, date and person first, all after More, with what was typed', async () => {
    const { id } = await open('new');
    expect(inputs().map(({ block_id: name, element: { type } }) => [name, type])).toEqual([
      ['name', 'plain_text_input'],
      ['due', 'datepicker'],
      ['owner', 'users_select'],
    ]);
    await stage.desk.pressIn(id, 'More', { name: 'Beta launch', owner: mo });
    await expect.poll(() => inputs().length).toBe(14);
    expect(element('name')).toMatchObject({ initial_value: 'Beta launch' });
    expect(element('owner')).toMatchObject({ initial_user: mo });
    expect(element('parent')).toMatchObject({ type: 'external_select', min_query_length: 0 });
    expect(JSON.stringify(apollo.modalOf(olivia).view.blocks)).not.toContain('"More"');

    expect(await stage.desk.suggest(id, 'parent', '')).toHaveLength(100);
    expect(labels(await stage.desk.suggest(id, 'parent', 'step 11')).slice(0, 2)).toEqual([
      '11 · Step 11 (upcoming)',
      '110 · Step 110 (upcoming)',
    ]);
    await stage.desk.suggest(id, 'parent', '119');
    await stage.desk.submit(id, { parent: '119' });
    expect(await stored('Beta launch')).toMatchObject({ owner: 'Mo', parent: 119 });
  });

  it('in Slack: a form refused after More keeps all that was typed, and its choices', async () => {
    const { id } = await open('new');
    await stage.desk.pressIn(id, 'More', { name: 'Beta two', due: '2027-12-10' });
    await expect.poll(() => inputs().length).toBe(14);
    await stage.desk.suggest(id, 'parent', '119');
    const typed = { name: 'Beta two', start: '2027-12-12', parent: '119', priority: 'p0' };
    const { body } = await refused(stage.desk.submit(id, typed));
    expect(body).toEqual({
      response_action: 'errors',
      errors: { start: 'The start date must not be after the due date.' },
    });
    await stage.desk.submit(id, { ...typed, start: '2027-12-01' });
    expect(await stored('Beta two')).toMatchObject({ parent: 119 });
  });

  it('in Teams: the same, in a dialog', async () => {
    const { teams } = stage.ends;
    const data = { command: 'new', input: {}, about: { project } };
    const first = cardIn(await teams.taskFetch(tess, apollo.room, data));
    expect(inputsOf(first).map(({ id, type }) => [id, type])).toEqual([
      ['in_name', 'Input.Text'],
      ['in_due', 'Input.Date'],
      ['who_owner', 'Input.ChoiceSet'],
    ]);
    expect(inputsOf(first)[2]).toMatchObject({ 'choices.data': { dataset: 'graph.microsoft.com/users' } });
    const typed = { in_name: 'Gamma launch', in_due: '2027-12-20' };
    const whole = cardIn(await teams.taskSubmit(tess, apollo.room, { ...buttonOf(first, 'More'), ...typed }));
    expect(inputsOf(whole)).toHaveLength(14);
    expect(inputsOf(whole).slice(0, 2)).toMatchObject([{ value: 'Gamma launch' }, { value: '2027-12-20' }]);
    const parent = inputsOf(whole).find(({ id }) => id === 'in_parent') as Json;
    expect(parent).toMatchObject({ type: 'Input.ChoiceSet', style: 'filtered' });
    expect(parent.choices).toHaveLength(100);
    const { dataset } = parent['choices.data'] as { dataset: string };
    expect((await teams.search(tess, apollo.room, dataset, '119'))[0]).toEqual({
      title: '119 · Step 119 (in progress)',
      value: '119',
    });

    const sent = { ...buttonOf(whole, 'Create'), ...typed, in_parent: '119' };
    const wrong = cardIn(
      await refused(teams.taskSubmit(tess, apollo.room, { ...sent, in_start: '2027-12-31' })),
    );
    expect(JSON.stringify(wrong)).toContain('The start date must not be after the due date.');
    expect(inputsOf(wrong)).toHaveLength(14);
    expect(inputsOf(wrong).find(({ id }) => id === 'in_parent')).toMatchObject({ value: '119' });
    await teams.taskSubmit(tess, apollo.room, { ...buttonOf(wrong, 'Create'), ...typed, in_parent: '119' });
    expect(await stored('Gamma launch')).toMatchObject({ due: '2027-12-20', parent: 119 });
  });

  it('More in Edit shows the present values, and keeps what was emptied empty', async () => {
    await apollo.slack(olivia, 'edit 117 due:"1 dec 2027" priority:p1 description:"Up to 500 testers"');
    const { id } = await open('edit 117');
    expect(inputs().map(({ block_id: name }) => name)).toEqual(['name', 'due', 'owner']);
    await stage.desk.pressIn(id, 'More', { name: 'Step 117b', due: '' });
    await expect.poll(() => inputs().length).toBe(14);
    expect(element('name')).toMatchObject({ initial_value: 'Step 117b' });
    expect(element('due')).not.toHaveProperty('initial_date');
    expect(element('description')).toMatchObject({ initial_value: 'Up to 500 testers' });
    await stage.desk.submit(id, { description: '' });
    expect(await stored('Step 117b')).toMatchObject({ due: null, description: null, parent: null });
  });

  it('only what fits the command: what can be submitted, approved, resolved', async () => {
    await open('submit');
    expect(values('milestone')).toEqual(['117', '119']);
    await open('return');
    expect(values('milestone')).toEqual(['118']);
    for (const line of ['risk "Provider may refuse"', 'risk "Venue may close"', 'resolved R1'])
      await apollo.slack(olivia, line);
    const { teams } = stage.ends;
    const data = { command: 'resolved', input: {}, about: { project } };
    const [field] = inputsOf(cardIn(await teams.taskFetch(tess, apollo.room, data)));
    expect(field).toMatchObject({ choices: [{ title: 'R2 Venue may close', value: 'R2' }] });
  });

  it('nothing of a project that the person has no part in, and nothing for what is not ours', async () => {
    const { teams } = stage.ends;
    const forged = { command: 'new', field: 'parent', given: {}, about: { project: crypto.randomUUID() } };
    const fields = [
      forged,
      { ...forged, about: { project }, field: 'name' },
      { ...forged, command: 'dance' },
    ];
    for (const dataset of [...fields.map((one) => `milepost:${JSON.stringify(one)}`), 'milepost:{', 'other'])
      expect(await teams.search(tess, apollo.room, dataset, '')).toEqual([]);
  });
});
