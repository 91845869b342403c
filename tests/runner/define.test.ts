import { expect, it } from 'vitest';
import * as z from 'zod';
import { note } from '../../cards/model.ts';
import { ok } from '../../src/domain/outcome.ts';
import { defineCommand } from '../../src/runner/define.ts';

const common = {
  name: 'make',
  summary: 'Makes something.',
  examples: ['make 3'],
  input: z.object({ name: z.string() }),
  scope: 'workspace',
  permit: () => undefined,
} as const;
const load = async () => ok({ count: 1 });

/** What a decision makes has a name that nothing loaded has. */
const decide = ({ count }: { count: number }, { name }: { name: string }) =>
  ok({ changes: [], events: [], next: { count: count + 1, made: name } });

// the compiler checks these: each directive fails where its line is accepted
it('gives a view what the decision made, and no part what another does not return', () => {
  const commands = [
    defineCommand({ ...common, load, decide, view: ({ count, made }) => note(`${count} ${made}`) }),
    defineCommand({ ...common, load, view: ({ count }) => note(`${count}`) }),
    // @ts-expect-error: nothing makes a name without a decision
    defineCommand({ ...common, load, view: ({ made }) => note(`${made}`) }),
    // @ts-expect-error: what was loaded is shown to whoever pressed an older card, and it has no name
    defineCommand({ ...common, load, version: () => 1, decide, view: ({ made }) => note(made) }),
    // @ts-expect-error: a count is no text
    defineCommand({ ...common, load, permit: (_who, { count }) => [count], view: () => note('') }),
    defineCommand({
      ...common,
      prefetch: () => ({ facts: Promise.resolve(3) }),
      load: async (_tx, _input, _who, _at, prefetched) => ok({ count: prefetched ?? 1 }),
      view: ({ count }) => note(count.toFixed()),
    }),
  ];
  expect(commands.map(({ name }) => name)).toEqual(commands.map(() => 'make'));
});
