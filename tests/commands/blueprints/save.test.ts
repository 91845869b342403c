import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A project with two people, links, a child, a free day and a milestone that was dropped. */
async function ourWay() {
  const team = await startTeam(runner, 'kind:client price:9000 currency:GBP');
  const { olivia, mo, tell } = team;
  await tell(
    olivia,
    'holidays add "10 dec 2026"',
    'policy approver:owner longest:14d',
    `new "Workshop" start:"7 dec 2026" due:"9 dec 2026" share:40 owner:${mention(olivia)} risk-after:50`,
    `new "Build" start:"11 dec 2026" due:"18 dec 2026" share:60 requires:1 owner:${mention(mo)} outcome:"It works"`,
    'new "First page" parent:2 due:"15 dec 2026"',
    'new "Never mind"',
    'drop 4 not needed',
    'add 1 deliverable "Notes"',
    'add 2 criterion "It is fast"',
    'add 2 demo "Open it"',
    'risk "API changes" milestone:2 mitigation:"pin the version"',
    'risk "No contract"',
  );
  return team;
}

/** Another project of the same company. */
async function another({ olivia, mo }: Awaited<ReturnType<typeof ourWay>>) {
  const room = channelOf(olivia, 'CGEMINI');
  const tell = async (...lines: string[]) => {
    let last = '';
    for (const line of lines) last = words(await runner.say(olivia, room, line));
    return last;
  };
  await tell('project "Gemini" kind:client');
  return { olivia, mo, room, tell };
}

describe('blueprint save', () => {
  it('keeps working days, shares, items, links, risks, policies and places for people, and nothing else', async () => {
    const team = await ourWay();
    const saved = await team.tell(team.olivia, 'blueprint save "Our way"');
    expect(saved).toContain('Saved the blueprint “Our way”. Use it with “blueprint apply our-way”.');
    expect(saved).toContain('Keeps 3 milestones, 1 deliverable, 1 criterion, 1 demo step and 2 risks');
    expect(saved).toContain('It asks for 2 people: Who does Workshop; Who does Build.');
    const { tell, mo } = await another(team);
    expect(await tell('blueprint')).toContain('our-way: 3 milestones, saved from Apollo.');
    // 4 Jan is a Monday: Workshop takes 3 days, Build begins on the fourth, First page is due on the sixth
    const preview = await tell(
      `blueprint apply Our way start:"4 jan 2027" price:500 currency:EUR lead:me second:${mention(mo)}`,
    );
    for (const part of [
      '1 · Workshop: 40 %, €200, Mon 4 Jan 2027 to Wed 6 Jan 2027, risk left 50 %',
      '2 · Build: 60 %, €300, Thu 7 Jan 2027 to Thu 14 Jan 2027',
      '↳ 3 · First page: due Mon 11 Jan 2027',
      'Who does Workshop: Olivia',
      'Who does Build: Mo',
      'approver customer → owner',
    ])
      expect(preview).toContain(part);
    const done = await tell(
      `blueprint apply our-way start:"4 jan 2027" price:500 currency:EUR lead:me second:${mention(mo)} apply:yes`,
    );
    expect(done).toContain('Added 3 milestones');
    const build = await tell('edit 2 priority:p1');
    for (const part of [
      'Takes 6 working days, Thu 7 Jan 2027 to Thu 14 Jan 2027.',
      'Waits for 1 · Workshop (upcoming).',
      'Assignee: Mo',
      'Share: 60 %, €300',
      'Outcome: It works',
      '2.1 It is fast',
      '2.2 Open it',
      'R2 API changes, medium, mitigated by “pin the version”',
    ])
      expect(build).toContain(part);
    expect(await tell('risks')).toContain('R1 No contract');
    expect(await tell('policy')).toContain('longest:14d');
  });

  it('replaces one’s own, refuses that of another and the names of the catalogue, and is final', async () => {
    const team = await ourWay();
    const { olivia, mo, say, tell } = team;
    await tell(olivia, 'blueprint save "Our way"');
    expect(await tell(olivia, 'blueprint save "our  WAY"')).toContain('Replaced the blueprint');
    expect(await refusal(say(olivia, 'blueprint save "Standard 3"'))).toContain('is a blueprint of Milepost');
    expect(await refusal(say(mo, 'blueprint save "Mine"'))).toContain('Only an owner');
    await tell(olivia, `role ${mention(mo)} owner`);
    expect(await refusal(say(mo, 'blueprint save "Our way"'))).toContain('Somebody else saved a blueprint');
    expect(await refusal(say(mo, 'blueprint remove our-way'))).toContain('Somebody else saved');
    await tell(mo, 'blueprint save "Mine"');
    expect(await refusal(say(mo, 'undo'))).toContain(
      'All projects of the company share its blueprints. Remove the blueprint instead.',
    );
    expect(await tell(mo, 'blueprint')).toContain('mine');
  });

  it.each(['Sprints 6', 'sprints-12', 'SPRINTS_3', 'sprints', 'Market stages'])(
    'refuses “%s”, which means one of Milepost',
    async (name) => {
      const { olivia, say } = await ourWay();
      expect(await refusal(say(olivia, `blueprint save "${name}"`))).toContain('is a blueprint of Milepost');
    },
  );

  it('needs a milestone', async () => {
    const { olivia, say } = await startTeam(runner);
    expect(await refusal(say(olivia, 'blueprint save "Empty"'))).toContain('has no milestones to save');
  });
});

describe('blueprint remove', () => {
  it('removes one of the company, never one of the catalogue, and is final', async () => {
    const { olivia, say, tell } = await ourWay();
    await tell(olivia, 'blueprint save "Our way"');
    expect(await refusal(say(olivia, 'blueprint remove standard-3'))).toContain('which stays');
    expect(await refusal(say(olivia, 'blueprint remove other'))).toContain('has no blueprint “other”');
    expect(await tell(olivia, 'blueprint remove Our way')).toContain('Removed the blueprint “Our way”.');
    expect(await tell(olivia, 'blueprint')).not.toContain('our-way');
    expect(await refusal(say(olivia, 'undo'))).toContain('Save it again from a project.');
    expect(await tell(olivia, 'blueprint save "Our way"')).toContain('Saved the blueprint');
  });
});

/** The blueprints that the form of `blueprint show` offers. */
async function offered({ say }: Team, who: Somebody): Promise<string> {
  const reply = await say(who, 'blueprint show');
  if (reply.is !== 'form') throw new Error('no form');
  return JSON.stringify(reply.form.fields);
}

describe('a company’s own blueprints', () => {
  it('are unknown to customers, viewers and other companies', async () => {
    const team = await ourWay();
    const { olivia, join, say, tell } = team;
    await tell(olivia, 'blueprint save "Our way"');
    const others = [await join('Carl', 'client'), await join('Vera', 'viewer')];
    for (const one of others) {
      expect(await tell(one, 'blueprint')).not.toContain('our-way');
      expect(await refusal(say(one, 'blueprint show our-way'))).toContain('There is no blueprint');
      expect(await offered(team, one)).toContain('standard-3');
      expect(await offered(team, one)).not.toContain('our-way');
    }
    expect(await offered(team, olivia)).toContain('our-way');
    const theirs = await startTeam(runner);
    expect(await theirs.tell(theirs.olivia, 'blueprint')).not.toContain('our-way');
    expect(await refusal(theirs.say(theirs.olivia, 'blueprint apply our-way start:monday'))).toContain(
      'There is no blueprint',
    );
  });
});
