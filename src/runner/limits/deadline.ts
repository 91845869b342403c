/** Slack gives up after three seconds; the person gets a clear word before that. */
const answerWithinMs = 2_500;
/** A commit that is on its way is waited for a little longer, so that the answer is true. */
const commitWithinMs = 350;

/** The answer is not there in time, and nothing was or will be committed. */
export class TooLate extends Error {
  override name = 'TooLate';
}

/** The commit was on its way, and nobody knows what became of it. */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/** The time that one request has. */
export type Deadline = {
  leftMs(): number;
  /** @throws TooLate when the time is over. */
  check(): void;
  /** From here on a commit is on its way. @throws TooLate when it must not be sent any more. */
  commits(): void;
  /** The commit was answered. */
  committed(): void;
  /** Rejects when the time is over: TooLate, or OutcomeUnknown for a commit that is not answered in time either. */
  readonly over: Promise<never>;
  clear(): void;
};

/** Starts the clock of a request. */
export function startDeadline(withinMs = answerWithinMs): Deadline {
  const end = performance.now() + withinMs;
  const { promise: over, reject } = Promise.withResolvers<never>();
  over.catch(() => {});
  let isCommitting = false;
  let isOver = false;
  const expire = () => {
    isOver = true;
    if (!isCommitting) return reject(new TooLate(`no answer within ${withinMs} ms`));
    timer = setTimeout(
      () => reject(new OutcomeUnknown('the commit was not answered in time')),
      commitWithinMs,
    );
  };
  let timer = setTimeout(expire, withinMs);
  const check = () => {
    if (isOver) throw new TooLate(`no answer within ${withinMs} ms`);
  };
  return {
    leftMs: () => end - performance.now(),
    check,
    commits() {
      check();
      isCommitting = true;
    },
    committed() {
      isCommitting = false;
    },
    over,
    clear: () => clearTimeout(timer),
  };
}
