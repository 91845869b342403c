import { expect, it } from 'vitest';
import { distinctLabels } from '../../../src/domain/people/namesakes.ts';

const one = (name: string, more: { emails?: string[]; on?: string[]; handles?: string[] } = {}) => ({
  name,
  emails: [],
  on: [],
  handles: [],
  ...more,
});

it('calls people by name alone where nobody else has it, in any case and with any accents', () => {
  expect(distinctLabels([one('Ana'), one('Bo')])).toEqual(['Ana', 'Bo']);
  expect(distinctLabels([one('Zoë', { on: ['Slack'] }), one('ZOE', { on: ['Teams'] })])).toEqual([
    'Zoë (Slack)',
    'ZOE (Teams)',
  ]);
});

it('tells people of one name apart by address and platform, else by their id', () => {
  expect(
    distinctLabels([
      one('Ana', { emails: ['ana@acme.example'], on: ['Slack'] }),
      one('Ana', { on: ['Teams'], handles: ['29:ana'] }),
      one('Bo', { on: ['Teams'] }),
    ]),
  ).toEqual(['Ana (ana@acme.example, Slack)', 'Ana (Teams)', 'Bo']);
  expect(
    distinctLabels([
      one('Ana', { on: ['Slack'], handles: ['U1'] }),
      one('Ana', { on: ['Slack'], handles: ['U2'] }),
    ]),
  ).toEqual(['Ana (Slack, U1)', 'Ana (Slack, U2)']);
});
