import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chatPlatforms } from '../../src/domain/platform.ts';

/** Code of one platform, and the places that combine platforms; a new platform gets such folders of its own. */
const ofPlatforms = [
  'adapters/slack/',
  'adapters/teams/',
  'cards/render/',
  'manifest/',
  'src/preview/',
  'src/compose.ts',
  'src/with-preview.ts',
  // Reads the settings of each platform.
  'src/config.ts',
  // Checks the credentials of each platform.
  'src/cli/doctor.ts',
];
/** The declaration of the platforms. */
const declaration = 'src/domain/platform.ts';

const name = new RegExp(`\\b(?:${chatPlatforms.join('|')})\\b`);

/** The code of a file, without comments and imports: keys, values and texts. */
const codeOf = (file: string) =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
    // An example may name a platform.
    .replaceAll(/^ *examples: .*$/gm, '')
    .replaceAll(/^(?:import|\}) .*from '.*';$/gm, '');

const sources = globSync('{src,db,cards,adapters,manifest}/**/*.ts').map((file) =>
  file.replaceAll('\\', '/'),
);

describe('the platforms', () => {
  it('are named only in their declaration and in platform folders', () => {
    const elsewhere = sources.filter((file) => !ofPlatforms.some((place) => file.startsWith(place)));
    expect(elsewhere.filter((file) => name.test(codeOf(file)))).toEqual([declaration]);
  });
});
