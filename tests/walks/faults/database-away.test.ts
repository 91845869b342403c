import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { type Apollo, mo, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { readyDatabase } from '../../support/database/database.ts';
import { ledgerProblems, postsCounted } from '../../support/database/ledger.ts';
import { type Wire, wireTo } from '../../support/database/wire.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';
import { refused } from '../../support/refused.ts';

describe('a database that is temporarily unreachable', () => {
  let stage: Stage;
  let apollo: Apollo;
  let wire: Wire;
  const inTime = { timeout: 20_000, interval: 100 };
  const wrong = async () =>
    (await checkCards(stage.milepost.connection.db, stage.ends)).wrong.map(({ card }) => card);
  // With a silent database, either message is right: it depends on whether a connection existed.
  const trouble = /(database cannot be reached|could not finish this) just now\..*Nothing changed/s;

  beforeAll(async () => {
    wire = await wireTo(await readyDatabase('postgresql'));
    stage = await startStage('postgresql', {}, { database: wire.database });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.teams(tess, 'show 1');
    await stage.settle();
  });
  afterAll(async () => {
    await stage.close();
    await wire.close();
  });

  it.each(['cut', 'freeze'] as const)(
    'leads to worded answers while it is %s, and to recovery without intervention',
    async (how) => {
      const before = postsCounted(stage);
      stage.ends.slack.fail('chat.update', { is: 'limited', retryAfter: 1 });
      expect(said(await apollo.slack(mo, 'progress 1 40'))).toContain(percentWords(40));
      wire[how]();
      const [typed, asked, pressed] = await Promise.all([
        refused(apollo.slack(mo, 'progress 1 70')),
        refused(apollo.teams(tess, 'list')),
        refused(apollo.pressTeams(tess, '1 · Beta launch, ', 'Progress')),
      ]);
      expect(said(typed)).toMatch(trouble);
      expect(asked).toMatch(trouble);
      expect(pressed.toast).toMatch(/just now/);
      wire.mend();
      await expect
        .poll(async () => said(await apollo.slack(mo, 'progress 1 80')), inTime)
        .toContain(percentWords(80));
      await expect.poll(wrong, inTime).toEqual([]);
      await expect.poll(() => shownIn(apollo.teamsPost('1 · Beta launch, ')), inTime).toContain('80 %');
      await stage.settle();
      expect(await ledgerProblems(stage.milepost.connection.db)).toEqual([]);
      expect(postsCounted(stage)).toEqual(before);
    },
  );

  it('is logged with its cause, and people never see a stack trace', async () => {
    const lines = stage.log.filter((line) => line.includes('command failed'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line).cause).toMatch(/\S/);
    expect(stage.ends.slack.world.ephemerals.map(({ text }) => text).join()).not.toMatch(/ECONN|at .*\.ts/);
  });
});
