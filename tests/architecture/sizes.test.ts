import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';

const maxFilesInFolder = 20;
const maxLinesInFile = 300;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'])
  .toString()
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

it('sees the files of the project', () => {
  expect(files).toContain('src/main.ts');
});

it(`no folder has more than ${maxFilesInFolder} files`, () => {
  const large = [...Map.groupBy(files, dirname)].filter(([, { length }]) => length > maxFilesInFolder);
  expect(large.map(([folder, { length }]) => `${folder} has ${length} files`)).toEqual([]);
});

it(`no file has more than ${maxLinesInFile} lines`, () => {
  const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;
  const long = files
    .map((file) => ({ file, lines: linesOf(file) }))
    .filter(({ lines }) => lines > maxLinesInFile);
  expect(long.map(({ file, lines }) => `${file} has ${lines} lines`)).toEqual([]);
});
