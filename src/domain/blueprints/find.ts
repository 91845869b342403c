import { type Outcome, ok, rule } from '../outcome.ts';
import { excerpt } from '../text/cut.ts';
import { fold } from '../text/fold.ts';
import type { Blueprint } from './blueprint.ts';
import { type CountedBlueprint, catalogue } from './catalogue.ts';

/** A blueprint that a company saved. People type its slug or its title. */
export type SavedBlueprint = {
  id: string;
  slug: string;
  blueprint: Blueprint;
  savedById: string;
  savedAt: string;
};

/** A blueprint by the name that people type. */
export type NamedBlueprint = { slug: string; blueprint: Blueprint };

const entries: [string, Blueprint | CountedBlueprint][] = Object.entries(catalogue);

/** Returns the name that people type for a title: "Our way" is `our-way`. */
export const slugOf = (title: string): string =>
  fold(title)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');

/** Returns the entry of the catalogue that a text names; undefined for others. */
const entryOf = (typed: string) => entries.find(([slug]) => slug === slugOf(typed));

/** Whether a blueprint of the catalogue needs a number: "sprints 6". */
export const isCounted = (typed: string): boolean => {
  const entry = entryOf(typed);
  return entry !== undefined && 'make' in entry[1];
};

/** Whether a blueprint may place dates: all but those of the catalogue without any. */
export function isDated(typed: string): boolean {
  const entry = entryOf(typed);
  if (entry === undefined || 'make' in entry[1]) return true;
  return entry[1].milestones.some(({ workingDays }) => workingDays !== null);
}

/** Returns the name and the number in "sprints 6"; other names stay whole. */
export function readBlueprintName(typed: string): { name: string; count: number | undefined } {
  const [, name = '', count] = /^(.+)-(\d{1,4})$/.exec(slugOf(typed)) ?? [];
  return count !== undefined && isCounted(name)
    ? { name, count: Number(count) }
    : { name: typed.trim(), count: undefined };
}

/** Whether a name means a blueprint of the catalogue, with or without a number, so that nobody can save another under it. */
export const isInCatalogue = (title: string): boolean => entryOf(readBlueprintName(title).name) !== undefined;

/** Returns the blueprints of the catalogue by name, counted ones with their usual number. */
export const catalogueList = (): (NamedBlueprint & { isCounted: boolean })[] =>
  entries.map(([slug, one]) =>
    'make' in one
      ? { slug, blueprint: one.make(one.usual), isCounted: true }
      : { slug, blueprint: one, isCounted: false },
  );

/** Finds a blueprint of the catalogue or of the company; `count` is the number of a counted one. */
export function findBlueprint(
  typed: string,
  count: number | undefined,
  saved: readonly SavedBlueprint[],
): Outcome<NamedBlueprint> {
  const entry = entryOf(typed);
  if (entry) {
    const [slug, one] = entry;
    return ok('make' in one ? { slug, blueprint: one.make(count ?? one.usual) } : { slug, blueprint: one });
  }
  const own = saved.find(({ slug }) => slug === slugOf(typed));
  if (own) return ok({ slug: own.slug, blueprint: own.blueprint });
  return rule(`There is no blueprint “${excerpt(typed, 60)}”.`, '“blueprint” lists all of them.', {
    label: 'Blueprints',
    command: 'blueprint',
    input: {},
  });
}
