import type { FastifyReply } from 'fastify';
import { expect, it } from 'vitest';
import { createFeed } from '../../src/preview/feed.ts';
import type { Snapshot } from '../../src/preview/snapshot.ts';

it('sends a state once it is saved, as it was when its save began', async () => {
  const sent: string[] = [];
  const raw = {
    writeHead() {},
    write: (text: string) => sent.push(text),
    on() {},
    end() {},
  };
  const reply = { raw, hijack() {}, getHeaders: () => ({}) } as unknown as FastifyReply;
  const saving = Promise.withResolvers<void>();
  let commands: string[] = ['saved'];
  const feed = createFeed(
    () => ({ now: new Date().toISOString(), commands }) as unknown as Snapshot,
    () => saving.promise,
  );
  feed.follow(reply);
  commands = ['newer'];
  await new Promise((resolve) => setImmediate(resolve));
  const states = () => sent.filter((text) => text.startsWith('event: state'));
  expect(states()).toEqual([]);
  saving.resolve();
  await expect.poll(states).toEqual([expect.stringContaining('"saved"')]);
  feed.close();
});
