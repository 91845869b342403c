/** Deeper than any platform's payload; limits the recursion that cleans it. */
const maxDepth = 64;

/** Parses JSON without characters that PostgreSQL rejects; undefined when invalid or nested too deep. */
export function readJson(json: string): unknown {
  try {
    return cleaned(JSON.parse(json), maxDepth);
  } catch {
    return undefined;
  }
}

/** Removes NUL and unpaired surrogates, which PostgreSQL rejects. The core cleans typed text further. */
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
