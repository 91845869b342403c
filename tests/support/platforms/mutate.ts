/** Returns a generator of numbers from 0 to 1, repeatable by its seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one of several. */
export function oneOf<T>(random: () => number, choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}

const nested = (times: number): unknown => (times === 0 ? 0 : [nested(times - 1)]);

/** Unexpected values. */
const odd: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => ' ',
  () => '\0',
  () => 'a\0b',
  () => '\ud800',
  () => 'half \udc00 a letter',
  () => 0,
  () => -1,
  () => 1e308,
  () => 3.5,
  () => true,
  () => [],
  () => {},
  () => ({}),
  () => [[]],
  () => [null],
  () => ({ id: {} }),
  () => ({ length: 3 }),
  () => nested(200),
  () => 'x'.repeat(5_000),
  () => '😀'.repeat(400),
  () => "'; drop table person; --",
  () => '%s %d %00 ../..',
  () => '__proto__',
  () => 'constructor',
  () => '01a228f4-b550-734e-90dd-3d2120720fa6',
  () => '2026-13-45',
  () => '<@UMO> <!channel>',
];

type Holder = { of: Record<string, unknown> | unknown[]; key: string };

/** Returns every place in a tree that holds a value. */
function placesIn(tree: unknown): Holder[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const of = tree as Holder['of'];
  return Object.keys(of).flatMap((key) => [{ of, key }, ...placesIn((of as Record<string, unknown>)[key])]);
}

/** Strings that contain a JSON object, as buttons and forms carry. */
const isJson = (value: unknown): value is string => typeof value === 'string' && value.startsWith('{"');

/** Returns a copy of a payload with one to three mutations, also inside strings that contain JSON. */
export function mutated(payload: unknown, random: () => number): unknown {
  const copy: unknown = structuredClone(payload);
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) change(copy, random);
  return copy;
}

function change(tree: unknown, random: () => number): void {
  const places = placesIn(tree);
  if (places.length === 0) return;
  const { of, key } = oneOf(random, places);
  const holder = of as Record<string, unknown>;
  const value = holder[key];
  if (isJson(value) && random() < 0.8) {
    holder[key] = JSON.stringify(mutated(JSON.parse(value), random));
    return;
  }
  const how = random();
  if (how < 0.25) delete holder[key];
  else if (how < 0.75) holder[key] = oneOf(random, odd)();
  else if (how < 0.8) holder[key] = [value];
  else if (how < 0.85) holder[key] = JSON.stringify(value) ?? '';
  else if (how < 0.9) holder[`${key}\0`] = value;
  else
    Object.defineProperty(holder, oneOf(random, ['__proto__', 'toString', 'event', 'command', 'then']), {
      value: oneOf(random, odd)(),
      enumerable: true,
      configurable: true,
      writable: true,
    });
}
