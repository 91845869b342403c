/** Thrown for a parameter that cannot be sent to PostgreSQL, and for too many of them. */
class BadParameter extends Error {
  override name = 'BadParameter';
}

/** A parameter in PostgreSQL's text format, or null. */
export type WireText = string | null;

/** The protocol counts parameters in 16 bits. */
const maxParameters = 65_534;

/**
 * Serializes parameters to text before the driver gets them: a serializer that throws inside the driver
 * leaves the connection out of step. The driver then does not infer types or distinguish statements by them.
 *
 * @throws BadParameter for undefined, an object, a function, a symbol, an invalid date, or text with a NUL.
 */
export function textsOf(values: readonly unknown[]): WireText[] {
  if (values.length > maxParameters) throw new BadParameter(`${values.length} parameters are too many`);
  return values.map((value, at) => (value === null ? null : textOf(value, at)));
}

function textOf(value: unknown, at: number): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new BadParameter(`parameter ${at + 1} holds a NUL`);
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (Array.isArray(value)) return arrayOf(value, at);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw new BadParameter(
    `parameter ${at + 1} is ${value === undefined ? 'undefined' : `no value (${typeof value})`}`,
  );
}

/** An array literal (PostgreSQL manual, 8.15.6 "Array Input and Output Syntax"). */
function arrayOf(values: readonly unknown[], at: number): string {
  const parts = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayOf(value, at);
    return `"${textOf(value, at).replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}
