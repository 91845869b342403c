import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, serverEngine } from '../support/database/database.ts';
import { rowReader } from '../support/database/rows.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { World } from './presses-world.ts';

/** Kept, so that a failure is found again; fast-check prints the path to the smallest one. */
const seed = 20261;
const histories = { postgresql: 6, embedded: 3 } satisfies Record<Engine, number>;
const steps = 80;

/** What cards, menus and forms ask for, at least. */
const pressable = [
  ...['announce', 'block', 'blocker', 'criterion', 'contingency', 'decide', 'decision', 'digest', 'draft'],
  ...[
    'edit',
    'evidence',
    'import-apply',
    'import-cancel',
    'import-dates',
    'import-order',
    'metric-set',
    'new',
    'progress',
    'remind',
  ],
  ...['resolved', 'retry', 'shift', 'snooze', 'start', 'submit', 'unblock', 'vote'],
];

const step = fc.record({ kind: fc.integer({ min: 0, max: 15 }), pick: fc.nat({ max: 1_000_000 }) });

describe.each(serverEngine)(
  'whatever was unlinked, renamed, dropped or made anew between, on %s',
  (engine) => {
    let runner: TestRunner;
    beforeAll(async () => {
      runner = await openRunner(engine);
    });
    afterAll(() => runner.close());

    it('a press changes only the project and the subject that it was drawn for', {
      timeout: 240_000,
    }, async () => {
      const [pressed, commands] = [new Set<string>(), new Set<string>()];
      const rowsIn = rowReader(runner.db);
      let presses = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: steps, maxLength: steps }), async (history) => {
          const world = new World(runner, rowsIn);
          await world.begin();
          for (const { kind, pick } of history) await world.step(kind, pick);
          for (const command of world.pressed) pressed.add(command);
          for (const { sent } of world.drawn) commands.add(sent.command);
          presses += world.presses;
        }),
        { seed, numRuns: histories[engine], endOnFailure: true },
      );
      expect(runner.log.filter((entry) => JSON.parse(entry).level >= 50)).toEqual([]);
      expect([...commands]).toEqual(expect.arrayContaining(pressable));
      // a history in which nothing can be done proves nothing
      expect(pressed.size).toBeGreaterThan(15);
      expect(presses).toBeGreaterThan(100);
    });
  },
);
