/**
 * Plays a plan through the real HTTP doors of both platforms, signed, against stand-ins of their
 * far ends on this machine, and prints what people see. `npm run demo [-- FILE]`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { startEnds } from '../src/preview/ends.ts';
import { openRooms, type Rooms } from './rooms.ts';
import { readScript, type Step } from './script.ts';

const plan = process.argv[2] ?? join(import.meta.dirname, 'apollo.plan');
const steps = readScript(readFileSync(plan, 'utf8'));
const directory = mkdtempSync(join(tmpdir(), 'milepost-demo-'));
const ends = await startEnds();
const config = { ...readConfig({ DATA_DIR: directory }), ...ends.settings, preview: false };
// the far ends are ours, so the pace that the platforms ask for would only make the reader wait
const pace = { roomMs: 5, editMs: 10, leaseMs: 5_000, backOffMs: 50, strikeMs: 1_000 };
const milepost = await compose(config, pino({ level: 'error' }), pace);
try {
  const desk = ends.connectTo(await milepost.app.listen({ host: '127.0.0.1', port: 0 }));
  const rooms = openRooms(ends, desk, [...new Set(steps.map(({ person }) => person))]);
  let code = '';
  for (const step of steps) {
    const answer = await play(rooms, step, code);
    code = /\blink (?:me )?([0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(answer)?.[1] ?? code;
    console.log(indented(answer));
    await milepost.delivery.settle();
  }
  console.log('\n─── Slack #apollo ───\n');
  console.log(rooms.slackMessages().join('\n\n'));
  console.log('\n─── Teams Apollo ───\n');
  console.log(rooms.teamsMessages().join('\n\n'));
} finally {
  await milepost.close();
  await ends.close();
  rmSync(directory, { recursive: true, force: true });
}

async function play(rooms: Rooms, step: Step, code: string): Promise<string> {
  if (step.does === 'presses') {
    console.log(`\n${step.person} in ${step.where} presses ${step.button} on ${step.milestone}`);
    return rooms.press(step);
  }
  console.log(`\n${step.person} in ${step.where}: ${step.line}`);
  return rooms.type(step.person, step.where, step.line.replace(/\bCODE\b/, code));
}

function indented(answer: string): string {
  return answer
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
