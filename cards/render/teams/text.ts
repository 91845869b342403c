import type { IFact, IMention, IRichTextBlock, ITextBlock, ITextRun } from '@microsoft/teams.cards';
import type { Fact, Span, Tone } from '../../model.ts';
import { linkTarget } from '../link-target.ts';
import { words } from '../text.ts';

/** State collected while one card is rendered. */
export type RenderState = {
  /** Entra tenant of the room; only people of this tenant can be pinged. */
  tenant: string;
  /** In a dialog, which does not support Action.Execute. */
  dialog: boolean;
  /** Mentions by user id; they become the card's `msteams.entities`. */
  mentions: Map<string, IMention>;
};

/** Zero-width space: breaks a token invisibly. */
const zeroWidthSpace = '\u200b';

/** Breaks tokens in user text that Teams interprets even outside markdown: mention tags (`<at>`) and date functions (`{{DATE(…)}}`). */
function breakTokens(text: string): string {
  return text.replace(/<(?=\/?\s*at\b)/gi, `<${zeroWidthSpace}`).replace(/\{(?=\{)/g, `{${zeroWidthSpace}`);
}

/** Escapes user text for a TextBlock or Fact, where Teams reads markdown and HTML entities. */
function escaped(text: string): string {
  return breakTokens(text)
    .replace(/[\\`*_[\]<~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Escapes markers that only count at the start of a line: headings, lists, quotes. */
function withPlainLineStarts(markdown: string): string {
  return markdown.replace(/^(\s*)([-+#>])/gm, '$1\\$2').replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

/** Markdown emphasis works only next to letters and digits; elsewhere its markers would show. */
const canBeBold = (text: string) => /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/su.test(text);

/** Returns the user id that Teams can ping in this room, if the person has one. */
function userHere(span: Extract<Span, { is: 'mention' }>, state: RenderState): string | undefined {
  return span.addresses.find(({ platform, tenant }) => platform === 'teams' && tenant === state.tenant)?.user;
}

/** Returns a mention tag: one per person throughout the card, never shared by two people. */
function mentionTag(name: string, user: string, state: RenderState): string {
  const known = state.mentions.get(user)?.text;
  if (known !== undefined) return known;
  const shown = name.replace(/[<>*_[\]`\\&{}~\s]+/g, ' ').trim() || 'someone';
  const taken = [...state.mentions.values()].map((mention) => mention.text);
  let tag = `<at>${shown}</at>`;
  for (let count = 2; taken.includes(tag); count += 1) tag = `<at>${shown} (${count})</at>`;
  state.mentions.set(user, { type: 'mention', text: tag, mentioned: { id: user, name: shown } });
  return tag;
}

/** Renders an instant with Teams' date functions, in the reader's zone; as text when it is invalid. */
function instantText(at: string): string {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return escaped(at);
  const exact = `${instant.toISOString().slice(0, 19)}Z`;
  return `{{DATE(${exact},SHORT)}} {{TIME(${exact})}}`;
}

function markdownOf(span: Span, state: RenderState): string {
  switch (span.is) {
    case 'plain':
    case 'code':
      return escaped(span.text);
    case 'strong':
      return canBeBold(span.text) ? `**${escaped(span.text)}**` : escaped(span.text);
    case 'link': {
      const target = linkTarget(span.url);
      if (target === undefined) return escaped(words([span]));
      return `[${escaped(span.text)}](${target.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    }
    case 'mention': {
      const user = userHere(span, state);
      return user === undefined ? escaped(span.name) : mentionTag(span.name, user, state);
    }
    case 'instant':
      return instantText(span.at);
    default:
      return span satisfies never;
  }
}

function markdown(spans: Span[], state: RenderState): string {
  const text = spans.map((span) => markdownOf(span, state)).join('');
  return withPlainLineStarts(text).replaceAll('\n', '\n\n');
}

function runOf(span: Exclude<Span, { is: 'instant' }>): ITextRun {
  switch (span.is) {
    case 'plain':
      return { type: 'TextRun', text: breakTokens(span.text) };
    case 'strong':
      return { type: 'TextRun', text: breakTokens(span.text), weight: 'Bolder' };
    case 'code':
      return { type: 'TextRun', text: breakTokens(span.text), fontType: 'Monospace' };
    case 'link': {
      const target = linkTarget(span.url);
      if (target === undefined) return { type: 'TextRun', text: breakTokens(words([span])) };
      return {
        type: 'TextRun',
        text: breakTokens(span.text),
        selectAction: { type: 'Action.OpenUrl', url: target },
      };
    }
    case 'mention':
      return { type: 'TextRun', text: breakTokens(span.name) };
    default:
      return span satisfies never;
  }
}

/** Only a TextBlock can ping and draw dates; all else becomes runs, which read no markdown. */
const isRun = (span: Span, state: RenderState): span is Exclude<Span, { is: 'instant' }> =>
  span.is !== 'instant' && !(span.is === 'mention' && userHere(span, state) !== undefined);

/** Style of each tone; the words carry the meaning. */
const toneStyles = {
  normal: {},
  quiet: { isSubtle: true, size: 'Small' },
  alert: { color: 'Attention' },
} as const satisfies Record<Tone, Partial<ITextRun>>;

/** Splits spans at line breaks, which runs do not support. */
function linesOf(spans: Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    const parts = 'text' in span && span.is !== 'link' ? span.text.split(/\r?\n/) : [undefined];
    for (const [index, part] of parts.entries()) {
      if (index > 0) lines.push([]);
      if (part === undefined) lines.at(-1)?.push(span);
      else if (part !== '' && 'text' in span) lines.at(-1)?.push({ ...span, text: part });
    }
  }
  return lines.filter((line) => line.length > 0);
}

/** Renders a paragraph, one element per line. */
export function paragraph(spans: Span[], tone: Tone, state: RenderState): (ITextBlock | IRichTextBlock)[] {
  return linesOf(spans).map((line, index) => {
    const spacing = index === 0 ? {} : ({ spacing: 'None' } as const);
    const runs = line.filter((span) => isRun(span, state));
    if (runs.length < line.length) {
      return { type: 'TextBlock', text: markdown(line, state), wrap: true, ...toneStyles[tone], ...spacing };
    }
    const inlines = runs.map((span) => ({ ...toneStyles[tone], ...runOf(span) }));
    return { type: 'RichTextBlock', inlines, ...spacing };
  });
}

/** Renders the title on one line, as a heading for screen readers. */
export function heading(spans: Span[], state: RenderState, size: 'Medium' | 'Large' = 'Medium'): ITextBlock {
  const oneLine = spans.map((span) =>
    'text' in span ? { ...span, text: span.text.replace(/\s+/g, ' ') } : span,
  );
  const unmarked = oneLine.map(
    (span): Span => (span.is === 'strong' ? { is: 'plain', text: span.text } : span),
  );
  const text = markdown(unmarked, state);
  return { type: 'TextBlock', text, weight: 'Bolder', size, wrap: true, style: 'heading' };
}

/** Renders the heading of a part. */
export const sectionHeading = (said: string): ITextBlock => ({
  type: 'TextBlock',
  text: withPlainLineStarts(escaped(said)),
  weight: 'Bolder',
  // the style alone would make it as large as the title
  size: 'Default',
  wrap: true,
  style: 'heading',
  spacing: 'Medium',
});

/** Renders a labelled value. */
export function fact({ label, value }: Fact, state: RenderState): IFact {
  return { title: withPlainLineStarts(escaped(label)), value: markdown(value, state) };
}
