import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Paths from the root in backticks; `<…>` is a placeholder. */
const path = /`((?:src|cards|db|adapters|tests|docs|manifest|examples)\/[\w./-]+)`/g;

const named = ['README.md', ...globSync('docs/*.md')].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(path)].map(([, to = '']) => ({ file, to })),
);

describe('the documents', () => {
  it('name only files and folders that exist', () => {
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ to }) => !existsSync(to))).toEqual([]);
  });
});
