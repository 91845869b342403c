import type * as z from 'zod';

/** An action that the platform's client would refuse. The message is one sentence for the person. */
export class NotPossible extends Error {
  override name = 'NotPossible';
}

/** Returns the value that was searched for. @throws NotPossible when it is missing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotPossible(`There is no ${what}.`);
  return value;
}

/** Returns the item with this id. @throws NotPossible when there is none. */
export function byId<T extends { id: string }>(items: readonly T[], id: string, what: string): T {
  return found(
    items.find((item) => item.id === id),
    `${what} ${id}`,
  );
}

/** Returns Milepost's answer. @throws NotPossible for an HTTP error, which a platform would show. */
export function accepted<T extends { status: number }>(answer: T): T {
  if (answer.status >= 400) throw new NotPossible(`Milepost answered with the error ${answer.status}.`);
  return answer;
}

/** Carries out a person's action from its request body. The result is added to the answer. */
export type Act = (body: unknown) => Promise<object | undefined>;

/** Creates an act that validates its request body first. Rejects with a ZodError or a NotPossible. */
export const act =
  <S extends z.ZodObject>(shape: S, work: (body: z.output<S>) => Promise<object | undefined>): Act =>
  async (body) =>
    work(shape.parse(body));
