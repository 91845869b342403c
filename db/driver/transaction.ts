import { type Ask, Query } from './query.ts';
import type { Session } from './session.ts';

/** What a transaction is to its callback. */
export type Scope = { unsafe: Ask; askNoMore: () => void };
/** What happens in a transaction. */
export type Act<T> = (tx: Scope) => Promise<T> | T;

/** What fails because it was asked in a transaction that had been ended; one for all, as a place in the code says nothing here. */
export const transactionOver = new Error('the transaction is over');

/**
 * Runs a transaction on a session. `begin` is not waited for, so it travels with the first statement,
 * which spares every command a round trip; `commit` travels with the last ones where they are known
 * to be that.
 *
 * Whatever happens, the session is afterwards either outside any transaction, because the server has
 * answered a commit or a rollback, or destroyed.
 *
 * @param begin the statement that begins it, with the limits where they are the transaction's own.
 * @throws what the callback throws, or what any of its statements failed with, also one that it did not wait for.
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
  // a tick that a microtask asks for comes after all of them: what was asked is sent by then, and not yet written
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
    // what nobody waited for may have failed meanwhile, and then the server has rolled back
    mayCommit();
    if (outcome !== 'COMMIT') throw new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    await end('rollback').catch(() => {});
    throw error;
  } finally {
    over = true;
    stopListening();
    if (!isClean) session.destroy(new Error('a transaction did not end'));
  }
}

/** So that a throw is a rejection too. */
const run = async <T>(act: Act<T>, scope: Scope): Promise<T> => act(scope);
