import { describe, expect, it } from 'vitest';
import { boundaries } from './boundaries.ts';
import { type Import, importsOf, sources } from './imports.ts';

const isIn = (file: string, place: string) => file === place || file.startsWith(`${place}/`);

/** Returns the key of the table that applies to a file: the longest one. */
const placeOf = (file: string) =>
  Object.keys(boundaries)
    .filter((place) => isIn(file, place))
    .sort((a, b) => b.length - a.length)[0];

function isAllowed({ from, to, isPackage }: Import): boolean {
  const place = placeOf(from);
  if (!place) return false;
  const { files, packages } = boundaries[place] ?? { files: [], packages: [] };
  if (isPackage) return packages.includes(to);
  return placeOf(to) === place || files.some((allowed) => isIn(to, allowed));
}

const words = ({ from, to }: Import) => `${from} imports ${to}`;

describe('the import boundaries', () => {
  const imports = sources.flatMap(importsOf);

  it('cover every source file', () => {
    expect(sources.filter((file) => !placeOf(file))).toEqual([]);
  });

  it('are respected by every import, type imports included', () => {
    expect(imports.filter((one) => !isAllowed(one)).map(words)).toEqual([]);
  });

  it('allow no import that is not used', () => {
    const unused = Object.entries(boundaries).flatMap(([place, { files, packages }]) => {
      const own = imports.filter(({ from }) => placeOf(from) === place);
      return [
        ...files.filter((allowed) => !own.some(({ to, isPackage }) => !isPackage && isIn(to, allowed))),
        ...packages.filter((allowed) => !own.some(({ to, isPackage }) => isPackage && to === allowed)),
      ].map((allowed) => `${place} does not import ${allowed}`);
    });
    expect(unused).toEqual([]);
  });
});
