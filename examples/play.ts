import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { emailMessenger } from '../adapters/email/messenger.ts';
import { compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { startEnds } from '../src/preview/ends.ts';
import { type Customers, openMailboxes } from './page.ts';
import { openRooms, type Rooms } from './rooms.ts';
import type { Act, Step, Where } from './script.ts';

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
  const visitors = peopleAt(steps, ['the page']);
  const config = {
    ...readConfig({ DATA_DIR: directory, ...clock }),
    ...ends.settings,
    ...(visitors.length > 0 ? forPages() : {}),
    preview: false,
  };
  let url = '';
  const customers = openMailboxes({ origin: () => url, settle: () => milepost.delivery.settle() });
  const mail = (pages: string | undefined) => emailMessenger(customers.transport, sender, pages);
  const milepost = await compose(config, pino({ level: 'error' }), pace, visitors.length > 0 ? { mail } : {});
  try {
    url = await milepost.app.listen({ host: '127.0.0.1', port: 0 });
    const desk = ends.connectTo(url);
    const rooms = { ...openRooms(ends, desk, peopleAt(steps, ['Slack', 'Teams'])), customers };
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
    for (const person of visitors) say(`\n─── The page of ${person} ───\n\n${await customers.page(person)}`);
  } finally {
    await milepost.close();
    await ends.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

const sender = { name: 'Milepost', address: 'milepost@studio.example' };

/** The settings without which there are no pages. */
const forPages = () => ({ publicUrl: 'http://127.0.0.1:3000', secret: randomBytes(32).toString('hex') });

/** The people who act in one of these places, each once. */
const peopleAt = (steps: readonly Step[], places: readonly Where[]): string[] => [
  ...new Set(
    steps.flatMap((step) => (step.does !== 'waits' && places.includes(step.where) ? [step.person] : [])),
  ),
];

/** Everywhere that people of a plan can be. */
type Places = Rooms & { customers: Customers };

async function played(places: Places, step: Act, code: string, say: (text: string) => void): Promise<string> {
  if (step.where === 'the page') return playedThere(places.customers, step, say);
  if (step.does === 'presses') {
    say(`\n${step.person} in ${step.where} presses ${step.button} on ${step.milestone}`);
    return places.press(step);
  }
  say(`\n${step.person} in ${step.where}: ${step.line}`);
  return places.type(step.person, step.where, step.line.replace(/\bCODE\b/, code));
}

function playedThere(
  customers: Customers,
  step: Extract<Act, { where: 'the page' }>,
  say: (text: string) => void,
): Promise<string> {
  if (step.does === 'opens') {
    say(`\n${step.person} opens the page`);
    return customers.open(step.person);
  }
  const words = step.says === undefined ? '' : `: ${step.says}`;
  say(`\n${step.person} on the page presses ${step.button} on “${step.card}”${words}`);
  return customers.press(step);
}

const indented = (answer: string): string =>
  answer
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
