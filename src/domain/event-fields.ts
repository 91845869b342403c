/** Reads one value of a stored record; undefined where it is not what it should be. */
export type Field<T> = (value: unknown) => T | undefined;
/** A field that an event may leave out. */
export type Optional<T> = Field<T> & { optional: true };
/** The fields of one side of an event, by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends { optional: true } ? K : never }[keyof F];

/** The fields as an event must give them. */
export type GivenFields<F> = { [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]> } & {
  [K in OptionalKeys<F>]?: ValueOf<F[K]>;
};
/** The fields as a stored record has them: an older version may have written fewer. */
export type StoredFields<F> = { [K in keyof F]?: ValueOf<F[K]> };

/** Any string. */
export const text: Field<string> = (value) => (typeof value === 'string' ? value : undefined);
/** A finite number. */
export const number: Field<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
/** A boolean. */
export const flag: Field<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
/** A date, YYYY-MM-DD. */
export const day: Field<string> = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;

/** The same, or null. */
export const nullable =
  <T>(field: Field<T>): Field<T | null> =>
  (value) =>
    value === null ? null : field(value);

/** A list; entries that are not what they should be are left out. */
export const listOf =
  <T>(field: Field<T>): Field<readonly T[]> =>
  (value) =>
    Array.isArray(value) ? value.flatMap((one: unknown) => field(one) ?? []) : undefined;

/** A field that an event may leave out. */
export const optional = <T>(field: Field<T>): Optional<T> =>
  Object.assign((value: unknown) => field(value), { optional: true as const });

/** The same fields, each of which an event may leave out. */
export const allOptional = <F extends Fields>(fields: F): { [K in keyof F]: Optional<ValueOf<F[K]>> } =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, optional(field)])) as {
    [K in keyof F]: Optional<ValueOf<F[K]>>;
  };

/** Reads the named fields of a stored value and leaves out what is missing or malformed. */
export function readFields(fields: Fields, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const read = given.has(name) ? field(given.get(name)) : undefined;
      return read === undefined ? [] : [[name, read]];
    }),
  );
}

/** The fields of a value that another one names. */
export const sameFieldsOf = <T extends object>(names: Partial<T>, of: T): Partial<T> =>
  Object.fromEntries((Object.keys(names) as (keyof T)[]).map((name) => [name, of[name]])) as Partial<T>;

/** The fields in which two values differ, as each has them. */
export function changesBetween<T extends object>(was: T, is: T): { before: Partial<T>; after: Partial<T> } {
  const names = (Object.keys(is) as (keyof T)[]).filter((name) => was[name] !== is[name]);
  const changed = Object.fromEntries(names.map((name) => [name, is[name]])) as Partial<T>;
  return { before: sameFieldsOf(changed, was), after: changed };
}
