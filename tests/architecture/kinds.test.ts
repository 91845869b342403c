import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kinds } from '../../src/domain/project/policies.ts';

const table = 'src/domain/project/policies.ts';
/** A blueprint is data, and says for which kind of project it is. */
const catalogue = 'src/domain/blueprints/catalogue/';
const named = new RegExp(`\\bkind\\b.*['"\`](${kinds.join('|')})['"\`]`, 'i');

it('asks the policies of a kind of project, and never which kind it is', () => {
  const sources = globSync('{src,db,cards}/**/*.ts')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith(catalogue));
  const asking = sources.filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => named.test(line)),
  );
  expect(asking).toEqual([table]);
});
