import { domainToASCII } from 'node:url';
import { type ChatPlatform, readAddress } from '../platform.ts';

/** A Slack workspace or Teams tenant, by its platform's id. */
export type OrganisationAddress = { platform: ChatPlatform; tenant: string };

/** An organisation whose mail domains an administrator trusts for identifying people (ADM-10). */
export type Organisation = OrganisationAddress & {
  id: string;
  /** Lower-case ASCII, sorted. */
  domains: string[];
  boundById: string;
  boundAt: string;
};

/** Domains at which anybody can get an address, so that no organisation owns them. */
const publicDomains = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk
  yahoo.fr yahoo.co.jp ymail.com rocketmail.com icloud.com me.com mac.com aol.com gmx.com gmx.net gmx.de gmx.at web.de
  t-online.de freenet.de orange.fr free.fr laposte.net libero.it proton.me protonmail.com pm.me mail.com mail.ru
  yandex.com yandex.ru qq.com 163.com 126.com naver.com zoho.com fastmail.com hey.com tutanota.com tuta.io
  hushmail.com mailinator.com onmicrosoft.com`.split(/\s+/),
);

/** Whether anybody can get an address at a domain. */
export const isPublicDomain = (domain: string): boolean => publicDomains.has(domain);

/** Returns a mail domain in lower-case ASCII; undefined if the text is none. */
export function parseDomain(typed: string): string | undefined {
  const bare = typed
    .trim()
    .replace(/^(?:https?:\/\/|mailto:)/i, '')
    .replace(/^@/, '')
    .replace(/[/.]+$/, '');
  const ascii = bare === '' ? '' : domainToASCII(bare);
  return /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(ascii)
    ? ascii
    : undefined;
}

/** Returns the domain of an e-mail address. */
export const domainOf = (address: string): string | undefined =>
  parseDomain(address.slice(address.lastIndexOf('@') + 1));

/** The input of `bind`: the organisation, its domains, and words that are neither. */
export type BindingInput = {
  organisation: OrganisationAddress | undefined;
  domains: string[];
  unread: string[];
};

/** Reads `slack:T1 acme.com, acme.co.uk`. */
export function readBinding(typed: string): BindingInput {
  const read: BindingInput = { organisation: undefined, domains: [], unread: [] };
  for (const word of typed.split(/[\s,;]+/).filter(Boolean)) {
    const address = readAddress(word);
    const domain = parseDomain(word);
    if (address && !address.rest.includes('/') && !read.organisation)
      read.organisation = { platform: address.platform, tenant: address.rest };
    else if (domain) read.domains.push(domain);
    else read.unread.push(word);
  }
  return { ...read, domains: [...new Set(read.domains)].sort() };
}
