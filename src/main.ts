import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { pino } from 'pino';
import { StartError } from '../db/start-error.ts';
import { ConfigError, loadConfig } from './config.ts';

/** Longest wait for what was accepted before a stop, in milliseconds. */
const stopWithinMs = 15_000;

/**
 * V8 lets its young generation grow with the machine, to 128 MB on a large one, and starting alone
 * fills that. So it grows only once Milepost is ready, and as far as the load needs: that halves the
 * memory at rest (`npm run bench`). Factors of growth; 2 is V8's own.
 */
const youngGeneration = (growth: 1 | 2) => setFlagsFromString(`--semi-space-growth-factor=${growth}`);

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = pino({ level: config.logLevel });
  youngGeneration(1);
  // loaded only now, when that holds
  const { compose } = await import('./compose.ts');
  const milepost = await compose(config, log);
  // before anybody is told that it is ready, so that whoever waits for that may stop it at once
  const stop = () => {
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
  } catch (error) {
    await milepost.close();
    throw error;
  }
  youngGeneration(2);
  console.log(`Milepost is ready: ${addressOf(milepost.app.server.address(), config.host)}`);
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
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}/`;
}
