import { expect, it } from 'vitest';
import {
  type MergeParty,
  mergeConsent,
  mergeQuestion,
  mergeStatusCard,
} from '../../../cards/views/people/merge.ts';
import { organisationsCard } from '../../../cards/views/people/organisations.ts';
import { at } from '../../support/cards/facts.ts';
import { sideBySide } from '../../support/cards/side-by-side.ts';

const request = '0123456789ABCDEFGHJKMNPQRS';
const olivia: MergeParty = {
  name: 'Olivia',
  on: ['slack'],
  admin: true,
  holdings: [
    { project: 'Apollo', role: 'owner' },
    { project: 'Zeus', role: 'coach' },
  ],
};
const tess: MergeParty = { name: 'Tess', on: ['teams'], admin: false, holdings: [] };
const parties = [tess, olivia];
const acme = { boundBy: 'Olivia', boundAt: at };

it('a merge names both people with their roles, and says what an answer does', async () => {
  const shown = sideBySide('Merges', [
    ['asked', mergeQuestion(request, parties, 7)],
    [
      'a role would rise',
      mergeConsent(request, parties, [
        { project: null, role: 'administrator', for: 'Tess' },
        { project: 'Apollo', role: 'owner', for: 'Tess' },
      ]),
    ],
    ['waiting', mergeStatusCard(parties, { is: 'waiting', for: ['Olivia (Slack)'] })],
    ['declined', mergeStatusCard(parties, { is: 'declined', by: 'Olivia' })],
    ['done', mergeStatusCard(parties, { is: 'done' })],
    ['taken apart', mergeStatusCard(parties, { is: 'parted', by: 'Tess' })],
    [
      'nothing bound',
      organisationsCard([], [{ platform: 'teams', tenant: 'acae0000-0000-4000-8000-000000000001' }]),
    ],
    [
      'one bound',
      organisationsCard(
        [{ platform: 'slack', tenant: 'T1', domains: ['acme.com', 'acme.co.uk'], ...acme }],
        [
          { platform: 'slack', tenant: 'T1' },
          { platform: 'teams', tenant: 'acae0000-0000-4000-8000-000000000001' },
        ],
      ),
    ],
    [
      'both bound',
      organisationsCard([
        { platform: 'slack', tenant: 'T1', domains: ['acme.com'], ...acme },
        { platform: 'teams', tenant: 'acae0000-0000-4000-8000-000000000001', domains: ['acme.com'], ...acme },
      ]),
    ],
  ]);
  await expect(shown).toMatchFileSnapshot('merges.golden.md');
});
