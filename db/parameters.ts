/** A parameter that PostgreSQL cannot be sent, or too many of them. */
export class BadParameter extends Error {
  override name = 'BadParameter';
}

/** What goes to the driver: with these alone its serialisers cannot fail. */
export type Sendable = string | boolean | Uint8Array | null;

/** The protocol counts parameters in 16 bits. */
const maxParameters = 65_534;

/**
 * Turns the parameters of a statement into what the driver sends as it is. It has to happen before
 * the driver sees them: a serialiser that throws inside it leaves the connection out of step.
 *
 * @throws BadParameter for undefined, an object, a function, a symbol, an invalid date, or text with a NUL.
 */
export function sendable(values: readonly unknown[]): Sendable[] {
  if (values.length > maxParameters) throw new BadParameter(`${values.length} parameters are too many`);
  return values.map(one);
}

function one(value: unknown, at: number): Sendable {
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return value;
  return textOf(value, at);
}

function textOf(value: unknown, at: number): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new BadParameter(`parameter ${at + 1} holds a NUL`);
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return arrayOf(value, at);
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
    const text = typeof value === 'boolean' ? String(value) : textOf(value, at);
    return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}
