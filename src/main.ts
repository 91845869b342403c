import { type AddressInfo, isIPv6 } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { type Logger, pino } from 'pino';
import { StartError } from '../db/start-error.ts';
import type { Milepost } from './compose.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { keepMemory } from './memory.ts';

/** Longest wait for what was accepted before a stop, in milliseconds. */
const stopWithinMs = 15_000;

/**
 * V8 lets its young generation grow with the machine, to 128 MB on a large one, and starting alone
 * fills that. So `npm start` sets a limit, and it grows only once Milepost is ready and as far as the
 * load needs, which keeps the memory at rest low (`npm run bench`). Factors of growth; 2 is V8's own.
 */
const youngGeneration = (growth: 1 | 2) => setFlagsFromString(`--semi-space-growth-factor=${growth}`);

async function main(): Promise<void> {
  // files that are made are for the user alone who runs this
  process.umask(0o077);
  const config = loadConfig(process.env);
  const fresh = isFresh(process.argv.slice(2), config);
  const log = pino({ level: config.logLevel });
  youngGeneration(1);
  const milepost = await open(config, log, fresh);
  // before the log says that it is ready: a supervisor may stop it from then on
  let stopping = false;
  const stop = () => {
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    milepost.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await milepost.app.listen({ host: config.host, port: config.port });
    const address = addressOf(milepost.app.server.address(), config.host);
    await milepost.listens?.(address);
    youngGeneration(2);
    keepMemory();
    if (!stopping) console.log(`Milepost is ready: ${address}`);
  } catch (error) {
    // what a stop cuts short is no failure
    if (stopping) return;
    await milepost.close();
    throw error;
  }
}

/** Loads its parts only now, when the young generation is set; the preview's only where they are used. */
async function open(config: Config, log: Logger, fresh: boolean): Promise<Opened> {
  if (config.preview) {
    const { composeWithPreview } = await import('./with-preview.ts');
    return composeWithPreview(config, log, { fresh });
  }
  const { compose } = await import('./compose.ts');
  return compose(config, log);
}

/** What runs; `listens` is told the address as soon as there is one, where somebody waits for it. */
type Opened = Pick<Milepost, 'app' | 'close'> & { listens?(url: string): Promise<void> };

/** Whether the preview starts over. @throws ConfigError for words that mean nothing here. */
function isFresh(words: string[], { preview }: Config): boolean {
  const unknown = words.find((word) => word !== '--fresh');
  if (unknown !== undefined) {
    throw new ConfigError(
      `“${unknown}” means nothing here: there is only --fresh, which starts the preview over.`,
    );
  }
  if (words.length > 0 && !preview) {
    throw new ConfigError(
      '--fresh starts the preview over, and this is none: credentials of Slack or Teams are set.',
    );
  }
  return words.length > 0;
}

main().catch((error: unknown) => {
  console.error(`Milepost cannot start. ${oneLine(error)}`);
  process.exit(1);
});

function oneLine(error: unknown): string {
  if (error instanceof StartError || error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program: stop it, or set PORT to another one.';
  return message;
}

function addressOf(at: AddressInfo | string | null, host: string): string {
  const port = typeof at === 'object' ? at?.port : at;
  const name = host === '0.0.0.0' ? 'localhost' : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}/`;
}
