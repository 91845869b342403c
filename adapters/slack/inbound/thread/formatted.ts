import { normaliseLine } from '../line.ts';

/** A link in Slack's markup with words of its own. */
const labelled = /<(https?:\/\/[^|<>\s]+)\|([^<>|]+)>/g;

/** Returns a message in the notation of messages (`src/domain/thread`), whose bold and code are those of Slack. */
export function formattedText(text: string, tenant: string, bot: string): string {
  const links = text.replaceAll(labelled, (whole, url: string, label: string) =>
    sameAddress(url, label) || /[[\]()]/.test(`${label}${url}`) ? whole : `[${label}](${url})`,
  );
  return normaliseLine(links, tenant, bot);
}

/** Slack adds the protocol to an address that was typed without it. */
const sameAddress = (url: string, label: string): boolean =>
  url === label || url.replace(/^https?:\/\//, '').replace(/\/$/, '') === label.replace(/\/$/, '');
