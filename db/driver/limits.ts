/** Limits of every statement and transaction, in milliseconds. */
export type Limits = {
  /** A statement that runs longer is ended by the server. */
  statementMs: number;
  /** A statement that waits longer for a row is ended by the server. */
  lockMs: number;
  /** A transaction that says nothing for longer is ended by the server, with its connection. */
  idleMs: number;
};

/**
 * Whether the URL says `?prepare=false`: a pooler in transaction mode stands before the server, and
 * gives each transaction whichever session is free. Nothing that belongs to a session may be used:
 * prepared statements, settings, advisory locks.
 */
export const isPooled = (url: string): boolean => /[?&]prepare=(?:false|disable)(?:&|$)/.test(url);

const settingsOf = ({ statementMs, lockMs, idleMs }: Limits) =>
  Object.entries({
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
  });

/** Settings for the start of a session, as the server names them. */
export const sessionSettings = (limits: Limits): Record<string, number> =>
  Object.fromEntries(settingsOf(limits));

/** A statement that sets the limits for a session. It also passes a pooler in session mode, which refuses settings at the start. */
export const sessionLimits = (limits: Limits): { text: string; values: string[] } => ({
  text: `select ${settingsOf(limits)
    .map(([name], at) => `set_config('${name}', $${at + 1}, false)`)
    .join(', ')}`,
  values: settingsOf(limits).map(([, ms]) => String(ms)),
});

/** Statements that set the limits for the current transaction. */
export const transactionLimits = (limits: Limits): string =>
  settingsOf(limits)
    .map(([name, ms]) => `set local ${name} = ${ms}`)
    .join('; ');
