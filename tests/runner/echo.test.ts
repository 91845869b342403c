import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempted } from '../support/refused.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A piece of a line, and what an answer says of it; without that, the line must be refused. */
const pieces: [string, string | undefined][] = [
  ['due friday', 'due Fri 11 Dec'],
  ['18 dec', 'due Fri 18 Dec'],
  ['owner @olivia', 'owner Olivia'],
  ['owner:＠ＯＬＩＶＩＡ', 'owner Olivia'],
  ['share ３０', 'share 30'],
  ['p0', 'priority p0'],
  ['event', 'type event'],
  ['outcome:One hundred users', 'outcome “One hundred users”'],
  ['please', undefined],
  ['"second text"', undefined],
  ['31 feb', undefined],
  ['owner:@olivia, @mo', undefined],
];
const names = ['"Beta launch"', '“発売”', "'It is alive'", '„Größe“'];

describe('a typed line', () => {
  it('is refused, or answered with everything that it said', async () => {
    const { mo, say } = await startTeam(runner);
    let done = 0;
    for (let run = 0; run < 150; run += 1) {
      const chosen = [pieces[run % 12], pieces[(run * 5 + 3) % 12]].filter((piece) => piece !== undefined);
      const name = names[run % 4] ?? '';
      const line = `new ${name} ${chosen.map(([typed]) => typed).join(' ')}`;
      const reply = await attempted(say(mo, line));
      if (chosen.some(([, said]) => said === undefined))
        expect({ line, is: reply.is }).toMatchObject({ is: 'refused' });
      if (reply.is !== 'done') continue;
      done += 1;
      expect(reply.line).toContain(name.slice(1, -1));
      expect(reply.line).not.toContain(name);
      for (const [, said = 'refused'] of chosen) expect(reply.line).toContain(said);
    }
    expect(done).toBeGreaterThan(30);
  });
});
