import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Code of one platform, and the places that combine platforms; a new platform gets such folders of its own. */
const ofPlatforms = [
  'adapters/slack/',
  'adapters/teams/',
  'cards/render/',
  'manifest/',
  'src/preview/',
  'src/compose.ts',
  'src/with-preview.ts',
  // Checks the credentials of each platform.
  'src/cli/doctor.ts',
];
/** The declaration of the platforms. */
const declaration = 'src/domain/platform.ts';

const sources = globSync('{src,db,cards,adapters,manifest}/**/*.ts').map((file) =>
  file.replaceAll('\\', '/'),
);
const naming = sources.filter((file) => /['"`]slack['"`]/.test(readFileSync(file, 'utf8')));

describe('the platforms', () => {
  it('are named only in their declaration and in platform folders', () => {
    const elsewhere = naming.filter((file) => !ofPlatforms.some((place) => file.startsWith(place)));
    expect(elsewhere).toEqual([declaration]);
  });
});
