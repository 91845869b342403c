/** Deeper than any payload of a platform; what walks it must not run out of stack. */
const maxDepth = 64;

/**
 * Reads JSON that came over the wire; undefined where it is none or nests too deep. A character that
 * no database keeps is taken out on the way.
 */
export function readJson(json: string): unknown {
  try {
    return cleaned(JSON.parse(json), maxDepth);
  } catch {
    return undefined;
  }
}

/**
 * A text that PostgreSQL can keep: without NUL, and without halves of a character. The least that any
 * payload needs; what people typed is cleaned further by the core (src/domain/text/storable.ts).
 */
export function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new RangeError('nested too deep');
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth - 1));
  const fields = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(fields.map(([key, one]) => [storable(key), cleaned(one, depth - 1)]));
}
