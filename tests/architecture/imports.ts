import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** One import, type imports included: files as paths from the root, packages by name. Node's built-in modules are left out. */
export type Import = { from: string; to: string; isPackage: boolean };

/** Every source file outside tests, as paths from the root. */
export const sources: readonly string[] = globSync('{src,cards,db,adapters,manifest}/**/*.{ts,tsx}', {
  cwd: root,
}).sort();

/** Returns a file's lines. */
export const linesOf = (file: string): string[] => readFileSync(join(root, file), 'utf8').split('\n');

const statement = /^(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm;
const bare = /^import\s+['"]([^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** Returns a file's imports. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [statement, bare, dynamic].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, to]) => to ?? ''),
  );
  return named
    .filter((to) => !to.startsWith('node:'))
    .map((to) =>
      to.startsWith('.')
        ? { from: file, to: posix.join(posix.dirname(file), to), isPackage: false }
        : { from: file, to: packageOf(to), isPackage: true },
    );
}

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
