import { parseArgs } from 'node:util';
import { startPostgres } from '../support/database/postgres.ts';
import { listing, mixed, reporting } from './asks.ts';
import { breakdown } from './breakdown.ts';
import { startChild } from './child.ts';
import { costOfCompanies } from './coach/companies.ts';
import { ratio, takeTurns } from './compare.ts';
import { atLeast, atMost, type Figure, note, percentile, round, table } from './figure.ts';
import { type Asked, atRate, throughput } from './load.ts';
import { memoryAfterRush, memoryAtRest } from './memory.ts';
import { openPages } from './open-pages.ts';
import { costOfPeople } from './people.ts';
import { planning } from './planning.ts';
import { costOfSums } from './portfolio.ts';
import { refreshes } from './refreshes.ts';
import { costOfSize } from './size.ts';
import { type Stage, startStage } from './stage.ts';
import { bankRate, makeBank } from './transaction.ts';

const { values: options } = parseArgs({
  options: {
    /** Shorter and fewer rounds: under a minute, with a wider spread. */
    quick: { type: 'boolean', default: false },
    /** Compares with a million milestones instead of a hundred thousand. */
    million: { type: 'boolean', default: false },
    /** Measures the companies of a coach alone. */
    companies: { type: 'boolean', default: false },
    /** Measures the pages of customers alone. */
    pages: { type: 'boolean', default: false },
  },
});
/** Seconds per round, rounds, and repetitions of single measurements. */
const pace = options.quick ? { seconds: 1, rounds: 2, times: 60 } : { seconds: 3, rounds: 5, times: 400 };

const server = await startPostgres();
try {
  console.log(table(await measured()));
} finally {
  await server.stop();
}

/** The figures that the options ask for. */
function measured(): Promise<Figure[]> {
  if (options.pages) return openPages(server.url);
  return options.companies ? costOfCompanies(server.url, pace.times / 4) : measure();
}

async function measure(): Promise<Figure[]> {
  const stage = await startStage(server.url, 'bench');
  const hello = await startChild('tests/bench/hello.ts', { SLACK_SIGNING_SECRET: stage.signingSecret });
  const greeting: Asked = { ...listing(stage), url: hello.url, says: 'hello' };
  const many = options.million ? 1_000_000 : 100_000;
  const figures = [
    ...(await races(stage, greeting)),
    ...(await breakdown(server.url, hello, greeting, pace.times)),
    await slowest(stage),
    ...(await refreshes(stage)),
    ...(await planning(server.url)),
    ...(await costOfSize(server.url, many, pace.seconds, Math.ceil(pace.rounds / 2))),
    ...(await costOfSums(server.url, pace.times)),
    ...(await costOfCompanies(server.url, pace.times / 4)),
    ...(await costOfPeople(server.url, pace.seconds, Math.ceil(pace.rounds / 2))),
    ...(await openPages(server.url)),
    await memoryAfterRush(stage),
    await memoryAtRest(),
    note('memory after all these commands', `${round(await stage.milepost.memory())} MB`),
  ];
  await hello.stop();
  await stage.close();
  return figures;
}

/** Measures latency on an ordinary, busy day. */
async function slowest(on: Stage): Promise<Figure> {
  const took = await atRate(mixed(on), 100, pace.seconds * 4);
  return atMost('p99 at 100 requests a second', percentile(took, 0.99), 60, ' ms');
}

/** Measures all candidates in turns in one run, so that the ratios hold on any machine, however busy. */
async function races(on: Stage, hi: Asked): Promise<Figure[]> {
  await makeBank(on.sql);
  const run = (asked: Asked) => () => throughput(asked, pace.seconds);
  const racers = {
    hello: run(hi),
    list: run(listing(on)),
    progress: run(reporting(on)),
    listAlone: run(listing(on, 1)),
    progressAlone: run(reporting(on, 1)),
    bank: () => bankRate(on.sql, pace.seconds),
  };
  // Warms up: the first requests compile code and prepare statements.
  await takeTurns(racers, 1);
  const {
    hello: base,
    list,
    progress,
    listAlone,
    progressAlone,
    bank,
  } = await takeTurns(racers, pace.rounds);
  return [
    atLeast('list, against hello', ratio(list, base), 0.15, 0.5),
    note('  all of them in one room', round(ratio(listAlone, base))),
    atLeast('progress, against hello', ratio(progress, base), 0.06, 0.25),
    note('  all of them in one room', round(ratio(progressAlone, base))),
    note('progress, against the transaction of pgbench', round(ratio(progress, bank))),
  ];
}
