import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxCharacters, readDocument } from '../../src/document/read/read.ts';
import { lostLines } from './accounted.ts';
import { plans, read, today } from './shown.ts';

/** Marks, keys and names that the reader looks for. */
const scraps =
  '#¦##¦###¦-¦*¦1.¦|¦||¦>¦**¦__¦~~¦`¦```¦---¦===¦\t¦    ¦[ ]¦[x]¦✅¦🔄¦❌¦(P0)¦P1¦50%¦@ana¦Owner:¦Due:¦' +
  'Status:¦Feb 10-14, 2026¦2026-02-31¦10.02.2026¦Q4 2025¦Month 2¦Decision:¦Criteria:¦If no-go:¦Risks¦' +
  'Metrics¦Contingency¦Communication¦Notes¦Timeline¦If¦→¦:¦every Monday¦<b>¦<!--¦-->¦\\';
/** Words that a line can be recognised by, among all that a plan's lines are made of. */
const word = fc
  .string({ unit: fc.constantFrom(...'abcxyzé'), minLength: 1, maxLength: 6 })
  .map((w) => `zz${w}`);
const scrap = fc.oneof(word, fc.constantFrom(...scraps.split('¦')));
const line = fc.array(scrap, { maxLength: 8 }).map((parts) => parts.join(' '));
const made = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));

/** A plans document with lines swapped, doubled, cut and scraps put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...plans),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('swap', 'drop', 'double', 'cut', 'add'), scrap), {
      maxLength: 12,
    }),
  )
  .map(([{ text }, changes]) => {
    const lines = text.split('\n');
    for (const [a, b, how, put] of changes) {
      const [i, j] = [a % lines.length, b % lines.length];
      const [one = '', two = ''] = [lines[i], lines[j]];
      if (how === 'swap') [lines[i], lines[j]] = [two, one];
      else if (how === 'drop') lines[i] = '';
      else if (how === 'double') lines.splice(j, 0, one);
      else if (how === 'cut') lines[i] = one.slice(0, b % (one.length + 1));
      else lines[i] = `${one.slice(0, b % (one.length + 1))}${put}${one.slice(b % (one.length + 1))}`;
    }
    return lines.join('\n');
  });

describe('reading any text', () => {
  it('ends, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => readDocument(text, today).ok),
    );
  });

  it('loses no line of what looks like a plan', () => {
    fc.assert(
      fc.property(made, (text) => {
        expect(lostLines(text, read(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('loses no line of real documents that were cut and mixed', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(lostLines(text, read(text))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps milestones at most five deep, each below one that stands before it', () => {
    fc.assert(
      fc.property(made, (text) => {
        const { milestones } = read(text);
        milestones.forEach(({ parent }, at) => {
          if (parent !== null) expect(parent).toBeLessThan(at);
        });
        for (const { parent } of milestones) {
          let depth = 1;
          for (let up = parent; up !== null; up = milestones[up]?.parent ?? null) depth += 1;
          expect(depth).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('takes no time that grows faster than the text', () => {
    const kinds: Record<string, string> = {
      plan: plans.map(({ text }) => text).join('\n'),
      lists: '- [ ] item `a` **b** due Feb 10 (P0) @ana\n',
      stars: `${'**a_'.repeat(900)}\n`,
      ticks: `${'`a``b```'.repeat(400)}\n`,
      brackets: `${'[a]('.repeat(900)}\n`,
      cells: `|${' a |'.repeat(900)}\n`,
      dues: `|${' due |'.repeat(700)}\n`,
      pairs: '| Due | 3 Mar 2026 |\n',
      wraps: `- a\n${'  b c d\n'.repeat(300)}`,
      links: `[a]: b\n${'[a][a] [b]['.repeat(300)}\n`,
      days: `${'Wed 18: (April) KW 11 by '.repeat(150)}\n`,
      spaces: `- a${' '.repeat(3_500)}b\n`,
      parens: `- ${'('.repeat(3_800)}\n`,
      digits: `- ${'1.'.repeat(1_900)}\n`,
      words: `${'by due Feb 1 owner: '.repeat(180)}\n`,
      quotes: `${'> '.repeat(1_900)}a\n`,
      long: 'a'.repeat(maxCharacters),
    };
    for (const [name, text] of Object.entries(kinds)) {
      const full = text.repeat(Math.ceil(maxCharacters / text.length)).slice(0, maxCharacters);
      const lines = full.split('\n').slice(0, 19_999).join('\n');
      const begun = performance.now();
      readDocument(lines, today);
      const took = Math.round(performance.now() - begun);
      console.log(`${name}: ${lines.length} characters, ${took} ms`);
      // under a second on a quiet machine
      expect(took, name).toBeLessThan(4_000);
    }
  });
});
