import { describe, expect, it } from 'vitest';
import { splitLines } from '../../../src/domain/scope/what-if.ts';

describe('the lines of a trial', () => {
  it.each([
    ['edit 3 due:friday; drop 4', ['edit 3 due:friday', 'drop 4']],
    [
      'decision "Go?" criteria:"80% done; ready"; drop 4',
      ['decision "Go?" criteria:"80% done; ready"', 'drop 4'],
    ],
    ['new “A; B”;;  ', ['new “A; B”']],
    ["add 2 task it isn't; start 3", ["add 2 task it isn't", 'start 3']],
  ])('%s', (text, lines) => expect(splitLines(text)).toEqual(lines));
});
