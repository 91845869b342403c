import { type Card, code, note, plain, strong, text } from '../model.ts';
import { both, platformWords } from './words.ts';

/** An organisation whose mail domains count, as the list shows it. */
export type BoundShown = {
  platform: 'slack' | 'teams';
  tenant: string;
  domains: readonly string[];
  boundBy: string;
  boundAt: string;
};

/** "Slack T1". */
export const organisationName = ({ platform, tenant }: Pick<BoundShown, 'platform' | 'tenant'>): string =>
  `${platformWords[platform]} ${tenant}`;

/** ADM-10: which organisations say who is who, by which domains, and who decided that. */
export function organisationsCard(bound: readonly BoundShown[]): Card {
  if (bound.length === 0) {
    return note('No organisation is bound.', [
      text('People on two platforms become one person only by “link me”.'),
      text([
        plain('To join them by their e-mail addresses, type '),
        code('bind acme.com'),
        plain(' with your mail domain, once in Slack and once in Teams.'),
      ]),
    ]);
  }
  return note('Bound organisations', [
    {
      is: 'list',
      items: bound.map((one) => ({
        spans: [
          strong(organisationName(one)),
          plain(`: ${both(one.domains)} (${one.boundBy}, `),
          { is: 'instant', at: one.boundAt },
          plain(')'),
        ],
      })),
    },
    text(
      bound.length === 1
        ? 'Bind the organisation on the other platform too: an address joins two accounts only where both are bound.'
        : 'Full members with the same verified address in two of these organisations are one person.',
      'quiet',
    ),
  ]);
}
