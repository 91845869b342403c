import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What is of one platform, or puts them together; another platform has such a place of its own. */
const ofPlatforms = [
  'adapters/slack/',
  'adapters/teams/',
  'cards/render/',
  'manifest/',
  'src/preview/',
  'src/compose.ts',
  'src/with-preview.ts',
  // checks the credentials of each
  'src/cli/doctor.ts',
];
/** Where the platforms are declared. */
const declaration = 'src/domain/platform.ts';

const sources = globSync('{src,db,cards,adapters,manifest}/**/*.ts').map((file) =>
  file.replaceAll('\\', '/'),
);
const naming = sources.filter((file) => /['"`]slack['"`]/.test(readFileSync(file, 'utf8')));

describe('the platforms', () => {
  it('are named by one declaration alone, which a new one is added to', () => {
    const elsewhere = naming.filter((file) => !ofPlatforms.some((place) => file.startsWith(place)));
    expect(elsewhere).toEqual([declaration]);
  });
});
