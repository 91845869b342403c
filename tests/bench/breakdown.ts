import { type Tap, tapInto } from '../support/database/tap.ts';
import { listing, reporting } from './asks.ts';
import type { Child } from './child.ts';
import { type Figure, median, note, round } from './figure.ts';
import { type Asked, answered } from './load.ts';
import { startStage } from './stage.ts';

/** The duration of one request and the server's processor time for it, in milliseconds. */
type Taken = { whole: number; processor: number };

/**
 * Splits a command's duration, one command at a time: Bolt's own receiver saying hello (HTTP, signature,
 * Bolt), waiting for the database, and the rest. A tap on the database connection measures the waits, so the
 * database seems slightly slower than it is.
 */
export async function breakdown(
  server: string,
  hello: Child,
  greeting: Asked,
  times: number,
): Promise<Figure[]> {
  const tap = await tapInto(server);
  const stage = await startStage(tap.url, 'bench_breakdown');
  const greeted = await oneByOne(hello, greeting, times);
  const figures: Figure[] = [];
  for (const [name, asked] of [
    ['list', listing(stage)],
    ['progress', reporting(stage)],
  ] as const) {
    await oneByOne(stage.milepost, asked, times);
    tap.transactions.length = 0;
    const taken = await oneByOne(stage.milepost, asked, times);
    figures.push(...partsOf(name, taken, greeted, tap));
  }
  await stage.close();
  await tap.close();
  return figures;
}

function partsOf(name: string, { whole, processor }: Taken, greeted: Taken, tap: Tap): Figure[] {
  const commands = tap.transactions.filter(({ statements }) => statements.join().includes('room_address'));
  const database = median(commands.map(({ waitedMs }) => waitedMs));
  const statements = median(commands.map((one) => one.statements.length));
  const trips = median(commands.map(({ roundTrips }) => roundTrips));
  const share = (part: number) => `${Math.round((100 * part) / whole)} %`;
  return [
    note(`one ${name}: database, ${statements} statements in ${trips} round trips`, share(database)),
    note('  HTTP, signature and Bolt', share(greeted.whole)),
    note(
      '  Milepost itself: reading, deciding, drawing, the driver',
      share(whole - database - greeted.whole),
    ),
    note('  processor of Milepost, against hello', `× ${round(processor / greeted.processor)}`),
  ];
}

async function oneByOne(server: Child, asked: Asked, times: number): Promise<Taken> {
  const took: number[] = [];
  const before = await server.processor();
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    await answered(asked, n);
    took.push(performance.now() - start);
  }
  return { whole: median(took), processor: ((await server.processor()) - before) / times };
}
