/** Limits of every statement and transaction, in milliseconds. */
export type Limits = {
  /** The server cancels a statement that runs longer. */
  statementMs: number;
  /** The server cancels a statement that waits longer for a lock. */
  lockMs: number;
  /** The server ends a transaction, and its connection, that is idle for longer. */
  idleMs: number;
};

/**
 * Whether the URL has `?prepare=false`: a pooler in transaction mode assigns a session per transaction,
 * so that nothing of a session may be used: prepared statements, settings, advisory locks.
 */
export const isPooled = (url: string): boolean => /[?&]prepare=(?:false|disable)(?:&|$)/.test(url);

const settingsOf = ({ statementMs, lockMs, idleMs }: Limits) =>
  Object.entries({
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
  });

/** The limits as settings of the server. */
export const sessionSettings = (limits: Limits): Record<string, number> =>
  Object.fromEntries(settingsOf(limits));

/** A statement that sets the limits of a session. A pooler in session mode refuses them as startup parameters. */
export const sessionLimits = (limits: Limits): { text: string; values: string[] } => ({
  text: `select ${settingsOf(limits)
    .map(([name], at) => `set_config('${name}', $${at + 1}, false)`)
    .join(', ')}`,
  values: settingsOf(limits).map(([, ms]) => String(ms)),
});

/** Statements that set the limits of the current transaction. */
export const transactionLimits = (limits: Limits): string =>
  settingsOf(limits)
    .map(([name, ms]) => `set local ${name} = ${ms}`)
    .join('; ');
