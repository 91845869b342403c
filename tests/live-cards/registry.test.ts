import { describe, expect, it } from 'vitest';
import { customerCards } from '../../src/live-cards/customer-cards.ts';
import { liveCardOf } from '../../src/live-cards/registry.ts';
import { importsOf, sources } from '../architecture/imports.ts';

const folder = 'src/live-cards/';
/** What every kind shares. */
const shared = ['customer-cards.ts', 'define.ts', 'draw.ts', 'registry.ts'].map((file) => folder + file);
const kinds = sources.filter((file) => file.startsWith(folder) && !shared.includes(file));

describe('the kinds of live cards', () => {
  it('are one file each, named as the kind, and known by the registry', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(4);
    for (const file of kinds) {
      const kind = file.slice(folder.length, -'.ts'.length);
      expect(liveCardOf(kind)).toMatchObject({ kind });
    }
  });

  it('are met by the registry alone, so that a new one is its file and its line there', () => {
    const met = sources.flatMap(importsOf).filter(({ to }) => kinds.includes(to));
    expect(met.map(({ from }) => from)).toEqual(kinds.map(() => `${folder}registry.ts`));
  });

  it('show the customer something, where their room gets them', () => {
    for (const kind of customerCards) expect(liveCardOf(kind).forCustomer).not.toBe('nothing');
  });

  it('are refused where a newer version has posted another, not taken for gone', () => {
    expect(() => liveCardOf('forecast')).toThrow('no live card is of the kind forecast');
  });
});
