import { randomInt } from 'node:crypto';

/** Outside the range of outgoing connections, so that the port of an earlier start is free again. */
const [firstPort, lastPort] = [20_000, 29_999];
const maxTries = 20;

/**
 * Starts a server at the port of an earlier start, else at a random free one.
 *
 * @throws with one line when another program uses the port.
 */
export async function startAtPort<T>(
  earlier: number | undefined,
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const port = earlier ?? randomInt(firstPort, lastPort + 1);
    try {
      return await start(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (earlier !== undefined) {
        throw new Error(
          `Port ${port}, where the preview’s Teams stands, is in use by another program: stop it, or start over with: npm start -- --fresh`,
        );
      }
      if (tries === maxTries) throw error;
    }
  }
}
