/** What a failure of the database means for whoever asked: whether to try again, and when. */
export type Failure =
  /** Others were in the way, or it took too long. */
  | 'busy'
  /** There is no connection to it. */
  | 'unreachable'
  /** It has no space left. */
  | 'full'
  /** Anything else: a defect. */
  | 'defect';

/** SQLSTATE, or Node's and the driver's own codes. */
const kinds: [RegExp, Failure][] = [
  // lock timeout, statement timeout, deadlock, serialization, idle in transaction, no connection of our pool free
  [/^(55P03|57014|40P01|40001|25P03|NO_CONNECTION)$/, 'busy'],
  [/^(53100|53200|ENOSPC|EDQUOT)$/, 'full'],
  [
    /^(08...|57P0.|53300|CONNECT.*|ECONN.*|EPIPE|ETIMEDOUT|EHOST.*|ENET.*|ENOTFOUND|EAI_AGAIN)$/,
    'unreachable',
  ],
];

/** What an error of a transaction means. */
export function failureOf(error: unknown): Failure {
  const { code = '', message } = innermost(error);
  if (/no space left/i.test(message)) return 'full';
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'defect';
}

/** Whether a transaction failed because of others, and may be tried again at once: deadlock, serialization. */
export const isCollision = (error: unknown): boolean => /^(40P01|40001)$/.test(innermost(error).code ?? '');

/** Whether a row was held by others for too long. */
export const isHeld = (error: unknown): boolean => innermost(error).code === '55P03';

/** Whether the server itself said so, and so rolled the transaction back. */
export const isSaidByServer = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(innermost(error).code ?? '');

/** Drizzle wraps what the drivers say. */
export function innermost(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if ('code' in error && typeof error.code === 'string') return { code: error.code, message: error.message };
  return error.cause instanceof Error ? innermost(error.cause) : { message: error.message };
}
