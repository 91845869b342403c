/** Returns `fallback` when `answer` fails or takes longer than `timeoutMs`. Never rejects. */
export async function withTimeout<T>(answer: Promise<T>, timeoutMs: number, fallback: T): Promise<T> {
  const late = Promise.withResolvers<T>();
  const timer = setTimeout(() => late.resolve(fallback), timeoutMs);
  return Promise.race([answer.catch(() => fallback), late.promise]).finally(() => clearTimeout(timer));
}
