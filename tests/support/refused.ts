/**
 * The error of a request that was refused. A test that expects a refusal calls `refused`, one that accepts
 * either outcome calls `attempted`.
 */
export class RefusedError extends Error {
  /** The answer: a reply of the core, or what the platform showed. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown) {
    super(message);
    this.name = 'RefusedError';
    this.answer = answer;
  }
}

/** Returns the answer of a request that must be refused. Rejects when it was not. */
export async function refused<T>(request: Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<T>);
  if (answer instanceof Refusal) return answer.answer;
  throw new Error(`It was not refused: ${JSON.stringify(answer)}`);
}

/** Returns the answer of a request that may be refused or not. */
export async function attempted<T>(request: Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<T>);
  return answer instanceof Refusal ? answer.answer : answer;
}

/** Applies `read` to an answer, refused or not; rejects as the request did. */
export async function reading<A, T>(request: Promise<A>, read: (answer: A) => T | Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<A>);
  if (!(answer instanceof Refusal)) return read(answer);
  throw new RefusedError(answer.message, await read(answer.answer));
}

/** A caught refusal, with the answer the request would have resolved with. */
class Refusal<T> {
  readonly answer: T;
  readonly message: string;

  constructor({ answer, message }: RefusedError) {
    this.answer = answer as T;
    this.message = message;
  }
}

function answerIn<T>(error: unknown): Refusal<T> {
  if (error instanceof RefusedError) return new Refusal(error);
  throw error;
}
