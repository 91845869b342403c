/** Thrown when the database cannot be used, with one line for the operator. */
export class StartError extends Error {
  override name = 'StartError';
}

const causes: Record<string, (detail: string) => string> = {
  ECONNREFUSED: () => 'nothing listens at the host and port of DATABASE_URL.',
  ENOTFOUND: () => 'the host of DATABASE_URL does not exist.',
  EAI_AGAIN: () => 'the host of DATABASE_URL cannot be looked up.',
  CONNECT_TIMEOUT: () => 'the server of DATABASE_URL did not answer in time.',
  ERR_INVALID_URL: () => 'DATABASE_URL is not a URL like postgres://user:password@host:5432/name.',
  ECONNRESET: () => 'the server of DATABASE_URL closed the connection.',
  CONNECTION_CLOSED: () => 'the server of DATABASE_URL closed the connection.',
  '53100': () => 'its disk is full: free some space, then start again.',
  '53300': () => 'the server has no free connection: raise its max_connections, or stop other programs.',
  '57P03': () => 'the server is starting or stopping: try again in a minute.',
  '25006': () => 'the server is read-only: DATABASE_URL must name the primary.',
  '28P01': () => 'the server refused the user or password of DATABASE_URL.',
  '28000': () => 'the server refused the user of DATABASE_URL.',
  '3D000': () => 'the database that DATABASE_URL names does not exist.',
  '42501': (detail) =>
    `the user of DATABASE_URL lacks a right (${detail}); it must own the database, and create roles or be granted milepost_app.`,
};

/** Turns a driver's error into one line; unknown ones keep their own message. */
export function explain(error: unknown): StartError {
  if (error instanceof StartError) return error;
  const cause = deepest(error);
  const word = causes[cause.code ?? '']?.(cause.message) ?? `${cause.message}.`;
  return new StartError(`The database cannot be used: ${word}`);
}

/** The innermost error of those that Drizzle and the drivers wrap. */
function deepest(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if (error.cause instanceof Error) return deepest(error.cause);
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  if (first instanceof Error) return deepest(first);
  return 'code' in error ? { code: String(error.code), message: error.message } : { message: error.message };
}
