import type * as z from 'zod';

/** What a platform's own client would not let somebody do, or show them; the message is one sentence. */
export class NotPossible extends Error {
  override name = 'NotPossible';
}

/** The one that was looked for. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotPossible(`There is no ${what}.`);
  return value;
}

/** A platform shows a failure where Milepost did not answer well. */
export function accepted<T extends { status: number }>(answer: T): T {
  if (answer.status >= 400) throw new NotPossible(`Milepost answered with the error ${answer.status}.`);
  return answer;
}

/** Something that people do: what comes with it, and how it is done. What it resolves to is part of the answer. */
export type Act = (body: unknown) => Promise<object | undefined>;

/** Keeps what comes with an act and what it does together. Rejects with a ZodError or a NotPossible. */
export const act =
  <S extends z.ZodObject>(shape: S, work: (body: z.output<S>) => Promise<object | undefined>): Act =>
  async (body) =>
    work(shape.parse(body));
