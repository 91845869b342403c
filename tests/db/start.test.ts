import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { whyUnusable } from '../../db/driver/embedded-error.ts';
import { emptyDatabase, type TestDatabase } from '../support/database/database.ts';
import { startOldPostgres } from '../support/database/old-postgres.ts';
import { startPostgres } from '../support/database/postgres.ts';
import { copyReady } from '../support/database/ready-database.ts';
import { type Running, startProgram } from '../support/process/process.ts';
import { terminal } from '../support/process/terminal.ts';
import { testSecret } from '../support/secret.ts';

let cwd: string;
let running: Running[];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'milepost-start-'));
  running = [];
});
afterEach(async () => {
  for (const program of running) program.process.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(cwd, { recursive: true, force: true });
});

/** Starts the server, on any free port unless told otherwise. */
function milepost(env: Record<string, string>): Running {
  const program = startProgram('main.ts', [], { cwd, env: { PORT: '0', LOG_LEVEL: 'silent', ...env } });
  running.push(program);
  return program;
}

/** Settings of a server with a Slack app, which plays no sample at its start. */
const connected = {
  SLACK_SIGNING_SECRET: 's',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
  MILEPOST_SECRET: testSecret,
  HOST: '127.0.0.1',
};

/** It ends by itself with one line for the operator and nothing else. */
async function refuses(env: Record<string, string>, line: RegExp): Promise<void> {
  const { code, out, err } = await milepost(env).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Milepost cannot start\. .*\n$/);
  expect(err).toMatch(line);
}

const url = (changes: Partial<URL>) => Object.assign(new URL(inject('postgresUrl')), changes).href;

describe('a start on a server that cannot be used says why in one line', () => {
  it('when nothing is there', () =>
    refuses({ DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }, /nothing listens at the host and port/));

  it('when it is no URL', () => refuses({ DATABASE_URL: 'localhost' }, /DATABASE_URL is not a URL/));

  it('when the database does not exist', () =>
    refuses(
      { DATABASE_URL: url({ pathname: '/none' }) },
      /the database that DATABASE_URL names does not exist/,
    ));

  it('when the password is wrong', () =>
    refuses({ DATABASE_URL: url({ password: 'wrong' }) }, /refused the user or password/));

  it('when it is too old', async () => {
    const old = await startOldPostgres();
    await refuses(
      { DATABASE_URL: old.url },
      /PostgreSQL 15 or newer is needed; the server of DATABASE_URL is 14\./,
    );
    await old.stop();
  });

  it('when it never answers', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const program = milepost({ DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/x` });
    expect(await program.ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/did not answer in time/),
    });
    silent.close();
  });
});

describe('a start as a user of a server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let admin: postgres.Sql;
  beforeAll(async () => {
    server = await startPostgres();
    admin = postgres(server.url, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create role plain login password 'p'`);
    await admin.unsafe(`create role maker login createrole password 'p'`);
    for (const owner of ['maker', 'plain']) await admin.unsafe(`create database of_${owner} owner ${owner}`);
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });
  const as = (username: string, database: string) =>
    Object.assign(new URL(server.url), { username, password: 'p', pathname: `/${database}` }).href;

  it('who does not own the database says which right is lacking', () =>
    refuses(
      { DATABASE_URL: as('plain', 'of_maker') },
      /lacks a right \(permission denied for database of_maker\)/,
    ));

  it('who may not create roles says that, as long as the role is not there', () =>
    refuses({ DATABASE_URL: as('plain', 'of_plain') }, /lacks a right \(permission denied to create role\)/));

  it('who owns the database and may create roles works, and so do commands', async () => {
    const location = { url: as('maker', 'of_maker') };
    const milepostAt = terminal({ location, drop: async () => {} });
    expect(await milepostAt('project', 'Apollo')).toMatchObject({ exit: 0 });
    expect(await milepostAt('doctor')).toMatchObject({ exit: 0 });
    const program = milepost({ DATABASE_URL: location.url });
    await program.says('Milepost is ready');
  });

  it('who was given the role works without the right to create it', async () => {
    await admin.unsafe('grant milepost_app to plain');
    const milepostAt = terminal({ location: { url: as('plain', 'of_plain') }, drop: async () => {} });
    expect(await milepostAt('project', 'Apollo')).toMatchObject({ exit: 0 });
  });
});

describe('a start on a data directory', () => {
  const data = () => join(cwd, 'data');
  const ready = () => copyReady(data());
  const started = async () => {
    const program = milepost({ ...connected, DATA_DIR: data() });
    await program.says('Milepost is ready');
    return program;
  };

  it('that a server holds says so; when that one has stopped it works', async () => {
    await ready();
    const first = await started();
    const pid = first.process.pid;
    await refuses(
      { DATA_DIR: data() },
      new RegExp(`is in use by process ${pid}\\. Stop it first, or set DATABASE_URL`),
    );
    first.process.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(data(), 'milepost.lock'))).toBe(false);
    await started();
  });

  it('that a killed server left behind takes it over with all that it had', async () => {
    await ready();
    const milepostAt = terminal({ location: { directory: data() }, drop: async () => {} });
    await milepostAt('project', 'Apollo');
    const first = await started();
    first.process.kill('SIGKILL');
    await first.ended;
    const stale = readFileSync(join(data(), 'milepost.lock'), 'utf8');
    const second = await started();
    expect(readFileSync(join(data(), 'milepost.lock'), 'utf8')).not.toBe(stale);
    second.process.kill('SIGKILL');
    await second.ended;
    expect(await milepostAt('--project', 'Apollo', 'status')).toMatchObject({ exit: 0 });
  });

  it('whose database was half made when somebody lost patience makes it anew', async () => {
    const first = milepost({ ...connected, DATA_DIR: data() });
    const half = () =>
      existsSync(data()) && readdirSync(data()).some((name) => name.startsWith('pglite.new-'));
    await expect.poll(half, { timeout: 20_000, interval: 5 }).toBe(true);
    await sleep(300);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(existsSync(join(data(), 'pglite'))).toBe(false);
    await started();
    expect(existsSync(join(data(), 'pglite', 'PG_VERSION'))).toBe(true);
  });

  it('whose lock names a process that began later takes it over', async () => {
    await ready();
    const held = await started();
    held.process.kill('SIGTERM');
    await held.ended;
    writeFileSync(join(data(), 'milepost.lock'), `${process.pid} 1`);
    await started();
  });

  it('whose database is damaged says so', async () => {
    await ready();
    truncateSync(join(data(), 'pglite', 'global/pg_control'), 0);
    await refuses(
      { DATA_DIR: data() },
      /The embedded database in .* cannot be opened: its files are damaged\. Put a backup in its place/,
    );
    expect(existsSync(join(data(), 'milepost.lock'))).toBe(false);
  });

  it('on a full disk says so', () => {
    const why = whyUnusable(cwd, new Error('Aborted(). Build with -sASSERTIONS for more info.'), 1_000_000);
    expect(why.message).toBe(
      `The disk of the data directory ${cwd} is full: free some space, or set DATA_DIR to another disk.`,
    );
  });

  it('that is a file says what to do', async () => {
    writeFileSync(data(), '');
    await refuses(
      { DATA_DIR: data() },
      /The data directory .* cannot be used .*Set DATA_DIR to one that can be written/,
    );
  });
});

describe('a start', () => {
  it('at a port in use says so', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    await refuses(
      { ...connected, PORT: String(typeof address === 'object' ? address?.port : 0) },
      /The port is in use.*set PORT/,
    );
    other.close();
  });

  it('with settings that cannot work names the one', () => refuses({ PORT: 'http' }, /PORT is not right/));

  it('reads .env, and what the environment sets wins', async () => {
    writeFileSync(join(cwd, '.env'), 'PORT=http\nMILEPOST_NOW=noon\n');
    await refuses({}, /MILEPOST_NOW is not right/);
  });
});

describe('two starts at once', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase('postgresql');
  });
  afterAll(() => database.drop());

  it('on a new server take turns, and both work', async () => {
    const env = { ...connected, DATABASE_URL: 'url' in database.location ? database.location.url : '' };
    await Promise.all([milepost(env), milepost(env)].map((program) => program.says('Milepost is ready')));
  });
});
