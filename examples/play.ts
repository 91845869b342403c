import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { startEnds } from '../src/preview/ends.ts';
import { openRooms, type Rooms } from './rooms.ts';
import type { Act, Step } from './script.ts';

// the far ends are ours, so the pace that the platforms ask for would only make the reader wait
const pace = { roomMs: 5, editMs: 10, leaseMs: 5_000, backOffMs: 50, strikeMs: 1_000 };

/**
 * Plays a plan through the real HTTP endpoints of both platforms, signed, against stand-ins of their far ends on
 * this machine, with a database of its own. Says what people see, and in the end what both rooms show.
 */
export async function playPlan(steps: readonly Step[], say: (text: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'milepost-demo-'));
  const ends = await startEnds();
  const [first] = steps;
  const clock = first?.does === 'waits' ? { MILEPOST_TEST: '1', MILEPOST_NOW: first.until } : {};
  const config = { ...readConfig({ DATA_DIR: directory, ...clock }), ...ends.settings, preview: false };
  const milepost = await compose(config, pino({ level: 'error' }), pace);
  try {
    const desk = ends.connectTo(await milepost.app.listen({ host: '127.0.0.1', port: 0 }));
    const people = steps.flatMap((step) => (step.does === 'waits' ? [] : [step.person]));
    const rooms = openRooms(ends, desk, [...new Set(people)]);
    let code = '';
    for (const step of steps) {
      if (step.does === 'waits') {
        say(`\nIt is ${step.until}`);
        await milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now: step.until } });
      } else {
        const answer = await played(rooms, step, code, say);
        code = /\blink (?:me |as:customer )?([0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(answer)?.[1] ?? code;
        say(indented(answer));
      }
      await milepost.delivery.settle();
    }
    say('\n─── Slack #apollo ───\n');
    say(rooms.slackMessages().join('\n\n'));
    say('\n─── Teams Apollo ───\n');
    say(rooms.teamsMessages().join('\n\n'));
  } finally {
    await milepost.close();
    await ends.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function played(rooms: Rooms, step: Act, code: string, say: (text: string) => void): Promise<string> {
  if (step.does === 'presses') {
    say(`\n${step.person} in ${step.where} presses ${step.button} on ${step.milestone}`);
    return rooms.press(step);
  }
  say(`\n${step.person} in ${step.where}: ${step.line}`);
  return rooms.type(step.person, step.where, step.line.replace(/\bCODE\b/, code));
}

const indented = (answer: string): string =>
  answer
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
