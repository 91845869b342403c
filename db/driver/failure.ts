/** The kind of a database failure, which decides whether and when to retry. */
export type Failure =
  /** A lock or a time limit. */
  | 'busy'
  /** The database cannot be reached. */
  | 'unreachable'
  /** The disk is full. */
  | 'full'
  /** Anything else: a defect. */
  | 'defect';

/** SQLSTATE codes and the codes of Node and the driver. */
const kinds: [RegExp, Failure][] = [
  // lock timeout, statement timeout, deadlock, serialization, idle in transaction, no free connection in the pool
  [/^(55P03|57014|40P01|40001|25P03|NO_CONNECTION)$/, 'busy'],
  [/^(53100|53200|ENOSPC|EDQUOT)$/, 'full'],
  [
    /^(08...|57P0.|53300|CONNECT.*|ECONN.*|EPIPE|ETIMEDOUT|EHOST.*|ENET.*|ENOTFOUND|EAI_AGAIN)$/,
    'unreachable',
  ],
];

/** Classifies the error of a transaction. */
export function failureOf(error: unknown): Failure {
  const { code = '', message } = innermost(error);
  if (/no space left/i.test(message)) return 'full';
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'defect';
}

/** Whether a transaction may be retried at once: deadlock or serialization failure. */
export const isCollision = (error: unknown): boolean => /^(40P01|40001)$/.test(innermost(error).code ?? '');

/** Whether waiting for a row lock timed out. */
export const isHeld = (error: unknown): boolean => innermost(error).code === '55P03';

/** Whether the error came from the server, which then rolled the transaction back. */
export const isSaidByServer = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(innermost(error).code ?? '');

/** The driver's error inside Drizzle's. */
export function innermost(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if ('code' in error && typeof error.code === 'string') return { code: error.code, message: error.message };
  return error.cause instanceof Error ? innermost(error.cause) : { message: error.message };
}
