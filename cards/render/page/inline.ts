import type { Span } from '../../model.ts';
import { escaped, escapedText } from '../html.ts';
import { linkTarget } from '../link-target.ts';
import { words } from '../text.ts';

/** Returns an instant as a reader in a zone reads it: "Thu 10 Dec, 14:05". */
export const instantWords = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));

/** Characters that turn the direction of all text after them, so that it reads as somebody else's. */
const turning = /[\u202a-\u202e\u2066-\u2069]/;

/** Renders inline text for a page; user text is escaped, and instants are in the reader's zone. */
export const inlineHtml = (spans: readonly Span[], zone: string): string =>
  spans.map((span) => spanHtml(span, zone)).join('');

function spanHtml(span: Span, zone: string): string {
  switch (span.is) {
    case 'strong':
      return `<strong>${escaped(span.text)}</strong>`;
    case 'code':
      return `<code>${escaped(span.text)}</code>`;
    case 'link': {
      const target = linkTarget(span.url);
      return target
        ? `<a href="${escapedText(target)}" rel="noopener noreferrer">${escaped(span.text)}</a>`
        : escaped(words([span]));
    }
    case 'instant':
      return `<time datetime="${escapedText(span.at)}">${escaped(instantWords(span.at, zone))}</time>`;
    case 'mention':
      return escaped(span.name);
    case 'plain':
      return turning.test(span.text) ? `<bdi>${escaped(span.text)}</bdi>` : escaped(span.text);
    default:
      return span satisfies never;
  }
}
