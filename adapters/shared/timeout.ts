/** An answer that somebody waits for: `otherwise` where it takes longer than `limitMs`, or fails. Never rejects. */
export async function inTime<T>(answer: Promise<T>, limitMs: number, otherwise: T): Promise<T> {
  const late = Promise.withResolvers<T>();
  const timer = setTimeout(() => late.resolve(otherwise), limitMs);
  return Promise.race([answer.catch(() => otherwise), late.promise]).finally(() => clearTimeout(timer));
}
