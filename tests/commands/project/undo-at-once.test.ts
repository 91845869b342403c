import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverEngine } from '../../support/database/database.ts';
import { attempted } from '../../support/refused.ts';
import { buttonIn, openRunner, type TestRunner, words } from '../../support/runner.ts';
import { startTeam } from '../../support/team.ts';

describe.each(serverEngine)('two people at once on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  it('lose nothing: either the undo comes first, or it is refused', async () => {
    const team = await startTeam(runner);
    const carol = await team.join('Carol', 'contributor');
    await team.tell(team.olivia, 'new "Beta launch"', 'start 1');
    for (let round = 0; round < 6; round += 1) {
      await team.tell(team.olivia, `progress 1 ${10 + round}`);
      const [undone, reported] = await Promise.all([
        attempted(team.say(team.olivia, 'undo')),
        attempted(team.say(carol, `progress 1 ${50 + round}`)),
      ]);
      expect(reported.is).toBe('done');
      expect(['done', 'refused']).toContain(undone.is);
      expect(words(await team.press(carol, 'show', { milestone: '1' }))).toContain(`${50 + round} %`);
    }
  });

  it('undo once what is pressed at the same time', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta launch"', 'progress 1 10', 'progress 1 20');
    const dropped = await team.say(team.olivia, 'drop 1 over');
    const press = () => attempted(runner.use(team.olivia, team.room, buttonIn(dropped, 'Undo')));
    const replies = await Promise.all([press(), press(), press()]);
    expect(replies.map(({ is }) => is).sort()).toEqual(['done', 'refused', 'refused']);
    expect(words(await team.press(team.olivia, 'show', { milestone: '1' }))).toContain('20 %');
  });
});
