/**
 * What a request rejects with when the answer was a refusal: a test that expects one says `refused`,
 * a test that takes either says `attempted`.
 */
export class RefusedError extends Error {
  /** What was answered: a reply of the core, or what its platform showed. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown) {
    super(message);
    this.name = 'RefusedError';
    this.answer = answer;
  }
}

/** The answer of a request that must be refused. Rejects when it was not. */
export async function refused<T>(request: Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<T>);
  if (answer instanceof Refusal) return answer.answer;
  throw new Error(`It was not refused: ${JSON.stringify(answer)}`);
}

/** The answer of a request that may be refused or not. */
export async function attempted<T>(request: Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<T>);
  return answer instanceof Refusal ? answer.answer : answer;
}

/** What a helper reads from an answer, whether it was refused or not; rejects as the request did. */
export async function reading<A, T>(request: Promise<A>, read: (answer: A) => T | Promise<T>): Promise<T> {
  const answer = await request.catch(answerIn<A>);
  if (!(answer instanceof Refusal)) return read(answer);
  throw new RefusedError(answer.message, await read(answer.answer));
}

/** A refusal that was caught, with its answer as the request would have resolved with it. */
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
