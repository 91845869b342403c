import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Address, Span } from '../../model.ts';
import { words } from '../text.ts';

/** The workspace a card is shown in: people are mentioned only inside their own. */
export type SlackContext = { tenant: string };

const userIdPattern = /^[UW][A-Z0-9]{2,}$/;
const linkPattern = /^(?:https?:\/\/|mailto:)\S+$/i;

/**
 * Renders spans as rich text elements. Slack does not parse rich text for markup, so user text shows
 * literally and can neither ping anybody nor format anything.
 */
export function richText(spans: Span[], context: SlackContext, bold = false): RichTextElement[] {
  return spans.flatMap((span) => element(span, context, bold) ?? []);
}

/** Returns one line or paragraph of rich text. */
export const section = (elements: RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

/** Returns a rich text block of one paragraph; empty when there are no elements. */
export function paragraph(elements: RichTextElement[]): KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [section(elements)] }];
}

/** Returns a text element; empty for empty text, which Slack rejects. */
export function textElement(text: string, style?: { bold?: boolean; code?: boolean }): RichTextElement[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style ? { style } : {}) }];
}

/** Returns the person's Slack user id in this workspace, if one of the addresses has it. */
function slackUser(addresses: Address[], tenant: string): string | undefined {
  const here = addresses.find((one) => one.platform === 'slack' && one.tenant === tenant);
  return here && userIdPattern.test(here.user) ? here.user : undefined;
}

/** Whether spans lose nothing as plain text: no ping, native date, link or code. */
export function isPlainText(spans: Span[]): boolean {
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
  if (!linkPattern.test(span.url)) return textElement(words([span]), style);
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
      format: span.past ? '{ago}' : '{date_short_pretty} at {time}',
      fallback: words([span]),
      ...(style ? { style } : {}),
    },
  ];
}
