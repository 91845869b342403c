import { expect, it } from 'vitest';
import { withheld } from '../../../src/domain/customer/withhold.ts';

it('gives a milestone the name that customers know, and a record of a figure its own', () => {
  const milestone = { number: 2, name: 'Till connector', outcome: 'Your tills are connected' };
  const record = { is: 'approval_rate', number: 2, name: 'Till connector', outcome: 'approved' };
  expect(withheld({ milestone, records: [record] })).toEqual({
    milestone: { ...milestone, name: 'Your tills are connected' },
    records: [record],
  });
});

it('withholds the question of a decision, and leaves a part of another kind with that name', () => {
  const question = { text: 'Where is the export?', answer: null };
  expect(withheld({ question: 'Go for 18 Dec?' })).toEqual({ question: 'A decision of the team' });
  expect(withheld({ is: 'stopped', question })).toEqual({ is: 'stopped', question });
});
