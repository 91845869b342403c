import { type Card, isCard } from '../../cards/model.ts';
import { linkPlaceholder, pageCodeMail, withLink } from '../../cards/views/page/invitation.ts';
import { addressCodeCard } from '../../cards/views/people/address-code.ts';
import { codeMinutes } from '../domain/page/customer-page.ts';
import type { Codes } from '../domain/project/code.ts';

/** What a mail with a secret is made of when it is sent. */
export type MailSecrets = Pick<Codes, 'mailed' | 'link'> & {
  /** The public address of the pages of customers; undefined where they cannot be opened. */
  pages?: string | undefined;
};

/** The secret of a stored mail: what it is, and the id from which it is derived. */
export type SecretOf = { fills: 'address_code' | 'page_code' | 'page_link'; id: string };

/** Returns the card of a mail with its secret, which is not stored. */
export function mailedCard(
  { mailed, link, pages }: MailSecrets,
  stored: unknown,
  of: SecretOf,
): Card | undefined {
  switch (of.fills) {
    case 'page_link':
      return isCard(stored)
        ? withLink(stored, pages ? `${pages}/open/${link(of.id)}` : linkPlaceholder)
        : undefined;
    case 'page_code':
      return pageCodeMail(codeMinutes, mailed(of.id));
    case 'address_code':
      return addressCodeCard(mailed(of.id));
    default:
      return of.fills satisfies never;
  }
}
