/** A parameter that PostgreSQL cannot be sent, or too many of them. */
export class BadParameter extends Error {
  override name = 'BadParameter';
}

/** A value as PostgreSQL reads it; null for none. */
export type WireText = string | null;

/** The protocol counts parameters in 16 bits. */
const maxParameters = 65_534;

/**
 * The parameters of a statement as text, which is all that the driver gets: a serialiser that throws
 * inside it leaves the connection out of step. It also spares the driver to guess their types, and to
 * tell statements apart by them.
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

/** An array as PostgreSQL writes it: "8.15.6. Array Input and Output Syntax". */
function arrayOf(values: readonly unknown[], at: number): string {
  const parts = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayOf(value, at);
    return `"${textOf(value, at).replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}
