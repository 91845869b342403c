import { knownParts, knownTexts, marks, type Row } from './known-texts.ts';

type Reading = (row: Row) => unknown;

/** The kinds of rows of which customers read something else: how they are recognised, and the texts in question. */
const kinds: readonly { fields: readonly string[]; readings: [string, Reading][] }[] = [
  ...Object.entries(marks).map(([kind, fields]) => ({
    fields,
    readings: Object.entries<string | Reading>(knownTexts[kind as keyof typeof knownTexts]).filter(
      (entry): entry is [string, Reading] => typeof entry[1] === 'function',
    ),
  })),
  ...knownParts.map(({ fields, readings }) => ({ fields, readings: Object.entries<Reading>(readings) })),
];

/** The fields of a row that a customer reads differently. */
const changesOf = (row: Row): Row =>
  Object.fromEntries(
    kinds.flatMap(({ fields, readings }) =>
      fields.every((field) => Object.hasOwn(row, field))
        ? readings.flatMap(([text, read]) => (Object.hasOwn(row, text) ? [[text, read(row)] as const] : []))
        : [],
    ),
  );

/**
 * Returns facts as a customer may know them, whatever they are of (CUS-1, MODEL-2); `knownTexts` says what that is.
 * Numbers, dates and states stay, so that the health is the same for both sides.
 */
export const withheld = <T>(facts: T): T => withheldIn(facts, new Map()) as T;

/** `copies`: what stands for each part that was met, so that one that facts hold twice stays one. */
function withheldIn(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value) ?? copyOf(value, copies);
  copies.set(value, known);
  return known;
}

function copyOf(value: object, copies: Map<object, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => withheldIn(one, copies));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, withheldIn(one, copies)]));
  if (!isRow(value)) return value;
  const changed = { ...value, ...changesOf(value) };
  return Object.fromEntries(Object.entries(changed).map(([field, one]) => [field, withheldIn(one, copies)]));
}

const isRow = (value: object): value is Row => Object.getPrototypeOf(value) === Object.prototype;
