import * as z from 'zod';

/** What an input means, for somebody who meets it for the first time, and how it is typed. */
type Explanation = { means: string; example: string };

const explanations = z.registry<Explanation>();

/** Adds to an input of a command what help says about it. */
export function explained<S extends z.ZodType>(schema: S, means: string, example: string): S {
  explanations.add(schema, { means, example });
  return schema;
}

/** Returns what help says about the inputs of a command, in order of declaration. */
export const explanationsOf = (input: z.ZodObject): (Explanation & { name: string })[] =>
  Object.entries(input.shape).flatMap(([name, schema]) => {
    const found = explanations.get(schema as z.ZodType);
    return found ? [{ name, ...found }] : [];
  });
