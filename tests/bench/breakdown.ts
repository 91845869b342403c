import { tapInto } from '../support/tap.ts';
import { listing, reporting } from './asks.ts';
import { type Figure, median, note, round } from './figure.ts';
import { type Asked, answered } from './load.ts';
import { startStage } from './stage.ts';

/**
 * Where the time of a command goes, one command at a time: what Bolt's own receiver takes to say
 * hello (HTTP, signature, Bolt), what is waited for the database, and the rest (reading, deciding,
 * drawing). The database is heard over a tap on its wire, so it seems a little slower than it is.
 */
export async function breakdown(server: string, hello: Asked, times: number): Promise<Figure[]> {
  const tap = await tapInto(server);
  const stage = await startStage(tap.url, 'bench_breakdown');
  const greeting = median(await oneByOne({ ...hello, signingSecret: hello.signingSecret }, times));
  const figures: Figure[] = [];
  for (const [name, asked] of [
    ['list', listing(stage)],
    ['progress', reporting(stage)],
  ] as const) {
    await oneByOne(asked, times);
    tap.transactions.length = 0;
    const before = await stage.milepost.usage();
    const whole = median(await oneByOne(asked, times));
    const after = await stage.milepost.usage();
    const mine = tap.transactions.filter(({ statements }) => statements.join().includes('room_address'));
    const database = median(mine.map(({ waitedMs }) => waitedMs));
    const statements = median(mine.map((one) => one.statements.length));
    const trips = median(mine.map(({ roundTrips }) => roundTrips));
    const share = (part: number) => `${Math.round((100 * part) / whole)} %`;
    figures.push(
      note(`  of one ${name}: database, ${statements} statements in ${trips} round trips`, share(database)),
      note('    HTTP, signature and Bolt', share(greeting)),
      note('    reading, deciding and drawing', share(whole - database - greeting)),
      note(
        '    processor of Milepost, against hello in all',
        `× ${round((after.cpu - before.cpu) / 1000 / times / greeting)}`,
      ),
    );
  }
  await stage.close();
  await tap.close();
  return figures;
}

async function oneByOne(asked: Asked, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    await answered(asked, n);
    took.push(performance.now() - start);
  }
  return took;
}
