import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Address, Span } from '../../model.ts';
import { words } from '../text.ts';

/** Where a card is shown: people are mentioned only inside their own workspace. */
export type SlackContext = { tenant: string };

const USER_ID = /^[UW][A-Z0-9]{2,}$/;
const LINKABLE = /^(?:https?:\/\/|mailto:)\S+$/i;

/**
 * Spans as rich text elements. Rich text is not parsed for markup, so that user text shows letter
 * by letter and can neither ping anybody nor format anything.
 */
export function richText(spans: Span[], context: SlackContext, bold = false): RichTextElement[] {
  return spans.flatMap((span) => element(span, context, bold) ?? []);
}

/** One line or paragraph. */
export const section = (elements: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

/** A rich text block of one paragraph; none when there is nothing to read. */
export function paragraph(elements: RichTextElement[]): KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [section(elements)] }];
}

/** Words as a text element; none for an empty one, which Slack rejects. */
export function textElement(text: string, style?: { bold?: boolean; code?: boolean }): RichTextElement[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style ? { style } : {}) }];
}

/** The Slack user id of somebody in this workspace, if any of the addresses is one. */
export function slackUser(addresses: Address[], tenant: string): string | undefined {
  const here = addresses.find((one) => one.platform === 'slack' && one.tenant === tenant);
  return here && USER_ID.test(here.user) ? here.user : undefined;
}

/** Spans that lose nothing as plain text: no ping, no native date, no link, nothing to type. */
export function isOnlyWords(spans: Span[]): boolean {
  return spans.every((span) => span.is === 'plain' || span.is === 'strong');
}

function element(span: Span, context: SlackContext, bold: boolean): RichTextElement[] {
  const style = bold ? { bold: true } : undefined;
  switch (span.is) {
    case 'plain':
      return textElement(span.text, style);
    case 'strong':
      return textElement(span.text, { bold: true });
    case 'code':
      return textElement(span.text, { code: true, ...style });
    case 'link':
      return link(span, style);
    case 'mention':
      return mention(span, context, style);
    case 'instant':
      return instant(span, style);
    default:
      return span satisfies never;
  }
}

type Style = { bold: boolean } | undefined;

function link(span: Span & { is: 'link' }, style: Style): RichTextElement[] {
  if (!LINKABLE.test(span.url)) return textElement(words([span]), style);
  const text = span.text === '' ? {} : { text: span.text };
  return [{ type: 'link', url: span.url, ...text, ...(style ? { style } : {}) }];
}

function mention(span: Span & { is: 'mention' }, context: SlackContext, style: Style): RichTextElement[] {
  const user = slackUser(span.addresses, context.tenant);
  if (user === undefined) return textElement(span.name, style);
  return [{ type: 'user', user_id: user, ...(style ? { style } : {}) }];
}

function instant(span: Span & { is: 'instant' }, style: Style): RichTextElement[] {
  const at = Date.parse(span.at);
  if (Number.isNaN(at)) return textElement(span.at, style);
  return [
    {
      type: 'date',
      timestamp: Math.floor(at / 1000),
      format: '{date_short_pretty} at {time}',
      fallback: words([span]),
      ...(style ? { style } : {}),
    },
  ];
}
