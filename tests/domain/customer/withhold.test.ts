import { describe, expect, it } from 'vitest';
import { knownTexts, marks, quotedWords, withheldWords } from '../../../src/domain/customer/known-texts.ts';
import { withheld } from '../../../src/domain/customer/withhold.ts';

/** The texts of each kind of row that customers read differently. */
const withheldTexts = Object.entries(knownTexts).flatMap(([kind, texts]) =>
  Object.entries(texts).flatMap(([text, reading]) =>
    typeof reading === 'function' ? [{ kind, text, reading }] : [],
  ),
);

describe('what customers may know', () => {
  it.each(withheldTexts)('leaves out $text of a $kind wherever facts have it', ({ kind, text, reading }) => {
    const fields = marks[kind as keyof typeof marks];
    const row = Object.fromEntries([...(fields ?? []), text].map((field) => [field, 'planted']));
    const known = withheld({ list: [{ inside: row }] }).list[0]?.inside;
    expect(fields).toBeDefined();
    expect(known).toEqual({ ...row, [text]: reading(row), ...known });
    expect(known?.[text]).toEqual(reading(row));
  });

  it('names a milestone by its outcome, and one without by its name', () => {
    const milestone = { number: 2, name: 'Till connector', outcome: 'Your tills are connected' };
    const named = { ...milestone, outcome: null };
    expect(withheld({ milestone, requires: [named] })).toEqual({
      milestone: { ...milestone, name: 'Your tills are connected' },
      requires: [named],
    });
  });

  it('leaves the words of a blocker that waits for the customer', () => {
    const blocker = { text: 'We need the key', by: 'customer', openedAt: '2026-12-07T09:00:00.000Z' };
    expect(withheld([blocker, { ...blocker, by: 'team' }])).toEqual([
      blocker,
      { ...blocker, by: 'team', text: 'the team is handling it' },
    ]);
  });

  it('names the evidence that repeats a message of the team no further, and links no such message', () => {
    const quote = { excerpt: 'We never tested the restore', audience: 'team' };
    const piece = {
      itemId: null,
      title: 'We never tested…',
      url: 'https://a.example',
      addedById: 'mo',
      quote,
    };
    expect(withheld(piece)).toEqual({ ...piece, title: 'A message of the team', url: null, quote: null });
    expect(withheld({ ...piece, title: 'Restore' }).title).toBe('Restore');
    const theirs = { ...piece, quote: { ...quote, audience: 'customer' } };
    expect(withheld(theirs)).toEqual(theirs);
    const typed = { ...piece, quote: null };
    expect(withheld(typed)).toEqual(typed);
  });

  it('leaves the note and the cause of a record of the history out', () => {
    const record = {
      type: 'shifted',
      before: { target: 'a' },
      after: { target: 'b', because: 'P1' },
      milestoneId: null,
      note: 'x',
    };
    expect(withheld(record)).toEqual({ ...record, after: { target: 'b' }, note: null });
  });

  it('stands as a sentence of Milepost where a person’s words are quoted', () => {
    expect(quotedWords(withheldWords)).toBe('the team is handling it');
    expect(quotedWords('No key')).toBe('“No key”');
  });

  it('leaves a part of another kind with the same field', () => {
    const stopped = { is: 'stopped', question: { text: 'Where is the export?', answer: null } };
    expect(withheld(stopped)).toEqual(stopped);
  });

  it('keeps one part that facts hold twice one part, and what is no plain row as it is', () => {
    const change = { id: 'c1' };
    const known = withheld({ changes: [change], chosen: change, at: new Map([['c1', { email: 'a@b.c' }]]) });
    expect(known.changes[0]).toBe(known.chosen);
    expect(known.at.get('c1')).toEqual({ email: null });
    const day = new Date(0);
    expect(withheld({ day }).day).toBe(day);
  });

  it('is the same when it is withheld twice', () => {
    const facts = {
      milestone: { number: 2, name: 'Till connector', outcome: 'Your tills are connected' },
      risk: { text: 'It may fail', level: 'high', resolveBy: null, mitigation: 'a second one' },
    };
    expect(withheld(withheld(facts))).toEqual(withheld(facts));
  });
});
