import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { serverEngine } from '../../support/database/database.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

const launch = readFileSync('examples/launch.md', 'utf8');
const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(`examples/${name}`, 'utf8') }));

const cardOf = (reply: Reply): Card => {
  if (reply.is !== 'shown') throw new Error(words(reply));
  return reply.card;
};
/** The id that a preview's button carries. */
const idIn = (reply: Reply): string => cardOf(reply).actions[0]?.input.import ?? 'none';
/** What an export shows, whole. */
const markdownIn = (reply: Reply): string =>
  cardOf(reply).blocks.flatMap((block) => (block.is === 'verbatim' ? [block.text] : []))[0] ?? '';

describe.each(serverEngine)('importing a plan, on %s', (engine) => {
  let runner: TestRunner;
  let team: Team;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());
  const fresh = async () => {
    team = await startTeam(runner);
  };
  const preview = (text: string) => team.fill(team.olivia, 'import', { text });
  const imported = async (text: string) => {
    const id = idIn(await preview(text));
    return words(await team.press(team.olivia, 'import-apply', { import: id }));
  };

  it('shows first what was understood, and changes nothing', async () => {
    await fresh();
    const said = words(await preview(launch));
    expect(said).toContain('Found: 3 phases, 12 milestones, 23 items');
    expect(said).toContain('New: 27 milestones, 11 items, ');
    expect(said).toContain('Worth a look\n- Line 39: 2026-02-13 is a Friday, not a Monday; the date counts.');
    expect(await team.tell(team.olivia, 'list')).toContain('0 milestones');
  });

  it('imports everything at once, with one record in the history', async () => {
    await fresh();
    expect(await imported(launch)).toContain(
      'Imported: 27 milestones, 11 items, 2 decisions, 5 metrics, 3 risks, 2 contingencies, 5 cadences added; 1 changed.',
    );
    const list = await team.tell(team.olivia, 'list');
    expect(list).toContain('Completed, done');
    const history = await team.tell(team.olivia, 'history');
    expect(history.match(/imported a plan/g)).toHaveLength(1);
    expect(history).toContain(', target none → Thu 19 Feb');
    expect(await team.tell(team.olivia, 'decisions')).toContain('Go for 19 Feb?');
    expect(await team.tell(team.olivia, 'metrics')).toContain('Page load');
    expect(await team.tell(team.olivia, 'risks')).toContain('The payment provider has not approved');
    expect(await team.tell(team.olivia, 'cadences')).toContain('Weekly review');
  });

  it('imports what a milestone requires and what threatens it, and never a circle', async () => {
    await fresh();
    const plan = (requires: string) => `# Apollo
## Design
## Build
## Dependencies
| Milestone | Requires |
| --- | --- |
${requires}
## Risks
| Risk | Level | Milestone |
| --- | --- | --- |
| No text | high | Build |`;
    const straight = plan('| Build | Design |');
    expect(await imported(straight)).toContain('1 dependency, 1 risk added');
    expect(await team.tell(team.olivia, 'edit 2 due:"10 dec 2026"')).toContain(
      'Waits for 1 · Design (upcoming).',
    );
    expect(await team.tell(team.olivia, 'risks')).toContain('R1 No text: high, 2 · Build');
    expect(words(await preview(straight))).toContain('matches the document already');
    const circle = idIn(await preview(plan('| Build | Design |\n| Design | Build |')));
    expect(await refusal(team.press(team.olivia, 'import-apply', { import: circle }))).toContain(
      'That would be a circle: 1 · Design requires 2 · Build, which requires 1 · Design.',
    );
  });

  it.each(examples)('is like $name once that is imported, and once what it exports is', async ({ text }) => {
    await fresh();
    await imported(text);
    expect(words(await preview(text))).toContain('matches the document already');
    const { markdown } = await exported();
    expect(words(await preview(markdown))).toContain('matches the document already');
    await fresh();
    await imported(markdown);
    expect((await exported()).markdown).toBe(markdown);
  });

  async function exported() {
    const reply = await team.say(team.olivia, 'export markdown');
    expect(words(reply)).not.toContain('more line');
    return { markdown: markdownIn(reply) };
  }

  it('changes what differs and keeps progress', async () => {
    await fresh();
    await imported('# P\n\n## Beta: 10 Feb 2027\n\n- [ ] Ship (P0)\n- [ ] Docs\n\n## Gone\n\n- [ ] a\n');
    await team.tell(team.olivia, 'progress 1 60 half way', 'progress 2 20 begun');
    const again = await preview(
      '# P\n\nA note.\n\n## Beta: 12 Feb 2027\n\n- [ ] Ship (P1)\n- [x] Docs\n- [ ] New\n- [ ] Press call, 11 Feb 2027\n',
    );
    expect(words(again)).toContain('New: 1 milestone, 1 item.\n- Press call, Thu 11 Feb 2027\nChanges');
    expect(words(again)).toContain('Not imported\n- A note.');
    expect(words(again)).toMatch(
      /Changes\n- 1 · Beta: due Wed 10 Feb 2027 → Fri 12 Feb 2027\n- 2 · Ship: priority p0 → p1/,
    );
    expect(words(again)).toContain('- Docs: done');
    expect(words(again)).toContain('Not in the document, but stays in the plan\n- 3 · Gone');
    expect(cardOf(again).more.map(({ label }) => label)).toEqual(['Import and remove the rest']);
    await team.press(team.olivia, 'import-apply', { import: idIn(again), drop: 'yes' });
    expect(await team.tell(team.olivia, 'list')).not.toContain('Gone');
    expect(words(await team.press(team.olivia, 'show', { milestone: '2' }))).toContain('20 %');
  });

  it('puts what the document does not have behind what it has, in its order', async () => {
    await fresh();
    await team.tell(team.olivia, 'new "Old one"', 'new "Old two"', 'new "Kept"');
    await imported('# P\n\n## First\n\n- [ ] a\n\n## Kept\n\n- [ ] b\n\n## Second\n\n- [ ] c\n');
    const lines = (await team.tell(team.olivia, 'list')).match(/First|Second|Kept|Old one|Old two/g);
    expect(lines).toEqual(['First', 'Kept', 'Second', 'Old one', 'Old two']);
  });

  it('moves the dates of a document before it is imported', async () => {
    await fresh();
    const first = await preview(
      '# P\n\nLaunch date: 1 Mar 2027\n\n## Alpha: 1 Feb 2027 [done]\n\n## Beta: 10 Feb 2027\n\n- [ ] a\n',
    );
    const id = idIn(first);
    const form = await team.press(team.olivia, 'import-dates', { import: id });
    expect(form).toMatchObject({
      is: 'form',
      form: { given: { import: id }, fields: [{ name: 'shift' }, { name: 'target' }] },
    });
    const moved = await team.fill(team.olivia, 'import-dates', { import: id, target: '2027-03-08' });
    expect(words(moved)).toContain('The launch is on Mon 8 Mar');
    expect(words(await refused(team.press(team.olivia, 'import-apply', { import: id })))).toContain(
      'That preview no longer works',
    );
    await team.press(team.olivia, 'import-apply', { import: idIn(moved) });
    const list = await team.tell(team.olivia, 'list');
    expect(list).toContain('due Wed 17 Feb');
    expect(list).toContain('Alpha, done');
  });

  it('swaps day and month with one press where the document does not tell which is which', async () => {
    await fresh();
    const first = await preview('# P\n\n## Beta\n\n**Due**: 10/12/2027\n\n- [ ] a\n');
    const labels = cardOf(first).actions.map(({ label }) => label);
    const [shown, other] = labels.includes('Read the month first')
      ? ['Fri 10 Dec 2027', 'Tue 12 Oct 2027']
      : ['Tue 12 Oct 2027', 'Fri 10 Dec 2027'];
    expect(words(first)).toContain('Dates such as 10/12/2027 have the ');
    expect(words(first)).toContain(shown.replace(/ 2027$/, ''));
    const swapped = await team.press(team.olivia, 'import-order', { import: idIn(first) });
    expect(words(swapped)).toContain(other.replace(/ 2027$/, ''));
    expect(words(swapped)).toContain('first, as you chose.');
    expect(await refusal(team.press(team.olivia, 'import-apply', { import: idIn(first) }))).toContain(
      'Import the document again',
    );
    await team.press(team.olivia, 'import-apply', { import: idIn(swapped) });
    expect(await team.tell(team.olivia, 'list')).toContain(`due ${other.replace(/ 2027$/, '')}`);
    for (const [order, day] of [
      ['day', 'Fri 10 Dec'],
      ['month', 'Tue 12 Oct'],
    ] as const) {
      const text = '# P\n\n## Delta\n\n**Due**: 10/12/2027\n\n- [ ] a\n';
      expect(words(await team.press(team.olivia, 'import', { text, order }))).toContain(day);
    }
    const sure = await preview('# P\n\n## Gamma\n\n**Due**: 10/12/2027\n\n- [ ] a (25/12/2027)\n');
    expect(cardOf(sure).actions.map(({ label }) => label)).toEqual(['Import', 'Change dates', 'Cancel']);
    expect(await refusal(team.press(team.olivia, 'import-order', { import: idIn(sure) }))).toContain(
      'Every date in this document has only one reading',
    );
  });

  it('leaves everything be when it is cancelled, and when a day has passed', async () => {
    await fresh();
    const id = idIn(await preview('# P\n\n## Beta\n\n- [ ] a\n'));
    expect(words(await team.press(team.olivia, 'import-cancel', { import: id }))).toContain(
      'Import cancelled',
    );
    expect(await refusal(team.press(team.olivia, 'import-apply', { import: id }))).toContain(
      'That preview no longer works',
    );
    const late = idIn(await preview('# P\n\n## Beta\n\n- [ ] a\n'));
    runner.pass(25 * 60);
    expect(await refusal(team.press(team.olivia, 'import-apply', { import: late }))).toContain(
      'That preview no longer works',
    );
    runner.pass(-25 * 60);
  });

  it('refuses what is too large, empty, or of somebody who does not run the project', async () => {
    await fresh();
    expect(await refusal(preview('- item\n'.repeat(10_000)))).toContain('at most 5000 can be imported');
    expect(await refusal(preview('\uFEFF# A\n## B'))).toContain('has only headings');
    expect(await refusal(team.fill(team.mo, 'import', { text: launch }))).toContain('Only an owner can');
    expect(await team.tell(team.olivia, 'list')).toContain('0 milestones');
  });

  it('takes a plan of five thousand lines in one go', async () => {
    await fresh();
    const items = (week: number) =>
      Array.from({ length: 99 }, (_, at) => `- [ ] Task ${week}.${at}${at % 3 === 0 ? ' (P1)' : ''}`).join(
        '\n',
      );
    const large = Array.from({ length: 50 }, (_, week) => `## Week ${week} of it\n\n${items(week)}\n`).join(
      '\n',
    );
    const id = idIn(await preview(`# P\n\n${large}`));
    const said = words(await team.press(team.olivia, 'import-apply', { import: id }));
    expect(said).toContain('1700 milestones, 3300 items added');
    const ticked = await imported(`# P\n\n${large.replaceAll('[ ]', '[x]')}`);
    expect(ticked).toContain('Imported: 5000 changed.');
  });

  it('opens a form that says how much there is room for', async () => {
    await fresh();
    const reply = await team.say(team.olivia, 'import');
    expect(reply).toMatchObject({
      is: 'form',
      form: {
        fields: [
          {
            label: expect.stringContaining('up to 3,000 characters'),
            maxLength: 3000,
          },
          { is: 'file', types: ['md', 'markdown', 'txt'] },
        ],
      },
    });
  });
});
