/** Slack's limit is three seconds; the person gets an answer before that. */
const answerWithinMs = 2_500;
/** A commit in progress gets a little longer, so that the answer is correct. */
const commitWithinMs = 350;

/** The time is over, and nothing was or will be committed. */
export class TooLate extends Error {
  override name = 'TooLate';
}

/** The commit was sent, and its result is unknown. */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/** The time limit of one request. */
export type Deadline = {
  leftMs(): number;
  /** @throws TooLate when the time is over. */
  check(): void;
  /** Marks the start of the commit. @throws TooLate when it must not be sent any more. */
  commits(): void;
  /** Marks the commit as answered. */
  committed(): void;
  /** Rejects when the time is over: TooLate, or OutcomeUnknown for a commit that is not answered in time either. */
  readonly over: Promise<never>;
  clear(): void;
};

/** Starts the time limit of a request. */
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
