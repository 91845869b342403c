import { innermost } from './failure.ts';
import { type Ask, Query } from './query.ts';
import type { Session } from './session.ts';

/** The transaction that a callback gets. */
export type Scope = { unsafe: Ask; askNoMore: () => void };
/** The callback of a transaction. */
export type Act<T> = (tx: Scope) => Promise<T> | T;

/** The error of statements after the end of a transaction. Shared, because its stack would say nothing. */
export const transactionOver = new Error('the transaction is over');

/**
 * Runs a transaction on a session. `begin` is not awaited and travels with the first statement, which
 * saves a round trip; `commit` travels with the last statement where the caller marks it.
 *
 * Afterwards the session is outside any transaction, because the server confirmed a commit or rollback, or
 * it is destroyed.
 *
 * @param begin the first statement, with the limits of the transaction where the session has none.
 * @throws the error of the callback, or of any of its statements, awaited or not.
 */
export async function transact<T>(session: Session, begin: string, act: Act<T>): Promise<T> {
  const failures: unknown[] = [];
  let over = false;
  let isClean = false;
  let ended: Promise<string> | undefined;

  const ask: Ask = (text, values) => {
    const query = new Query(text, values);
    query.answer.catch((error) => failures.push(error));
    if (over) query.reject(transactionOver);
    else session.send(query);
    return query.answer;
  };
  const sendLast = async (how: 'commit' | 'rollback') => {
    const query = new Query(how);
    session.send(query);
    over = true;
    const { command } = await query.answer;
    isClean = true;
    return command;
  };
  const end = (how: 'commit' | 'rollback') => {
    ended ??= sendLast(how);
    ended.catch(() => {});
    return ended;
  };
  // `nextTick` from a microtask runs after all microtasks: the statements are queued by then and not yet written
  const askNoMore = () => queueMicrotask(() => process.nextTick(end, 'commit'));
  const mayCommit = () => {
    if (failures.length > 0) throw failures[0];
  };

  let stopListening = () => {};
  ask(begin);
  try {
    const result = await new Promise<T>((resolve, reject) => {
      stopListening = session.onLost(reject);
      run(act, { unsafe: ask, askNoMore }).then(resolve, reject);
    });
    mayCommit();
    const outcome = await end('commit');
    // a statement that was not awaited may have failed, and then the server has rolled back
    mayCommit();
    if (outcome !== 'COMMIT') throw new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    await end('rollback').catch(() => {});
    // statements sent together with one that failed fail with 25P02, which hides the cause
    throw innermost(error).code === '25P02' ? failures[0] : error;
  } finally {
    over = true;
    stopListening();
    if (!isClean) session.destroy(new Error('a transaction did not end'));
  }
}

/** Turns a synchronous throw into a rejection. */
const run = async <T>(act: Act<T>, scope: Scope): Promise<T> => act(scope);
