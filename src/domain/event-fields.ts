/** Reads one value of a stored record; undefined if it is malformed. */
export type Field<T> = (value: unknown) => T | undefined;
/** A field that an event may leave out. */
export type Optional<T> = Field<T> & { optional: true };
/** The fields of one side of an event, by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends { optional: true } ? K : never }[keyof F];

/** The fields that an event must have. */
export type GivenFields<F> = { [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]> } & {
  [K in OptionalKeys<F>]?: ValueOf<F[K]>;
};
/** The fields of a stored record; older versions may have written fewer. */
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

/** The field, or null. */
export const nullable =
  <T>(field: Field<T>): Field<T | null> =>
  (value) =>
    value === null ? null : field(value);

/** One of two kinds of values. */
export const either =
  <T, U>(first: Field<T>, second: Field<U>): Field<T | U> =>
  (value) =>
    first(value) ?? second(value);

/** A list; malformed entries are left out. */
export const listOf =
  <T>(field: Field<T>): Field<readonly T[]> =>
  (value) =>
    Array.isArray(value) ? value.flatMap((entry: unknown) => field(entry) ?? []) : undefined;

/** A field that an event may leave out. */
export const optional = <T>(field: Field<T>): Optional<T> =>
  Object.assign((value: unknown) => field(value), { optional: true as const });

/** Makes every field optional. */
export const allOptional = <F extends Fields>(fields: F): { [K in keyof F]: Optional<ValueOf<F[K]>> } =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, optional(field)])) as {
    [K in keyof F]: Optional<ValueOf<F[K]>>;
  };

/** Reads the declared fields of a stored value; leaves out missing and malformed ones. */
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

/** Returns the fields that are not undefined. */
export const definedFieldsOf = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Returns the fields of `of` that `names` has. */
export const sameFieldsOf = <T extends object>(names: Partial<T>, of: T): Partial<T> =>
  Object.fromEntries((Object.keys(names) as (keyof T)[]).map((name) => [name, of[name]])) as Partial<T>;

/** Returns the fields in which two values differ, before and after. */
export function changesBetween<T extends object>(was: T, is: T): { before: Partial<T>; after: Partial<T> } {
  const names = (Object.keys(is) as (keyof T)[]).filter((name) => was[name] !== is[name]);
  const changed = Object.fromEntries(names.map((name) => [name, is[name]])) as Partial<T>;
  return { before: sameFieldsOf(changed, was), after: changed };
}
