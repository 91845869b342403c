import type { IFact, IMention, IRichTextBlock, ITextBlock, ITextRun } from '@microsoft/teams.cards';
import type { Fact, Span, Tone } from '../../model.ts';
import { linkTarget } from '../link-target.ts';
import { words } from '../text.ts';

/** What is gathered while one card is drawn. */
export type Drawing = {
  /** Entra tenant of the room; only its people can be pinged there. */
  tenant: string;
  /** Cards in a dialog know no Action.Execute. */
  dialog: boolean;
  /** Who is pinged, by user id; becomes the card's `msteams.entities`. */
  pinged: Map<string, IMention>;
};

/** Every invisible break below is this: a zero-width space changes nothing to see. */
const BREAK = '\u200b';

/**
 * Takes from a person's text what Teams gives a meaning to, even outside markdown: a mention tag
 * (`<at>`) and the date functions (`{{DATE(…)}}`).
 */
function inert(text: string): string {
  return text.replace(/<(?=\/?\s*at\b)/gi, `<${BREAK}`).replace(/\{(?=\{)/g, `{${BREAK}`);
}

/** A person's text inside a TextBlock or Fact, where Teams reads markdown and HTML entities. */
function escaped(text: string): string {
  return inert(text)
    .replace(/[\\`*_[\]<~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Markers that only mean something at the start of a line: headings, lists, quotes. */
function withPlainLineStarts(markdown: string): string {
  return markdown.replace(/^(\s*)([-+#>])/gm, '$1\\$2').replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

/** Emphasis only takes hold next to letters and digits; elsewhere its markers would show. */
const canStandOut = (text: string) => /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/su.test(text);

/** The id that Teams can ping in this room, if the person has one here. */
function userHere(span: Extract<Span, { is: 'mention' }>, drawing: Drawing): string | undefined {
  return span.addresses.find(({ platform, tenant }) => platform === 'teams' && tenant === drawing.tenant)
    ?.user;
}

/** The tag of a mention, the same for one person throughout the card, never the same for two. */
function mentionTag(name: string, user: string, drawing: Drawing): string {
  const known = drawing.pinged.get(user)?.text;
  if (known !== undefined) return known;
  const shown = name.replace(/[<>*_[\]`\\&{}~\s]+/g, ' ').trim() || 'someone';
  const taken = [...drawing.pinged.values()].map((mention) => mention.text);
  let tag = `<at>${shown}</at>`;
  for (let count = 2; taken.includes(tag); count += 1) tag = `<at>${shown} (${count})</at>`;
  drawing.pinged.set(user, { type: 'mention', text: tag, mentioned: { id: user, name: shown } });
  return tag;
}

/** A moment by Teams' own functions, in the reader's zone; in words when it is no instant. */
function moment(at: string): string {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return escaped(at);
  const exact = `${instant.toISOString().slice(0, 19)}Z`;
  return `{{DATE(${exact},SHORT)}} {{TIME(${exact})}}`;
}

function markdownOf(span: Span, drawing: Drawing): string {
  switch (span.is) {
    case 'plain':
    case 'code':
      return escaped(span.text);
    case 'strong':
      return canStandOut(span.text) ? `**${escaped(span.text)}**` : escaped(span.text);
    case 'link': {
      const target = linkTarget(span.url);
      if (target === undefined) return escaped(words([span]));
      return `[${escaped(span.text)}](${target.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    }
    case 'mention': {
      const user = userHere(span, drawing);
      return user === undefined ? escaped(span.name) : mentionTag(span.name, user, drawing);
    }
    case 'instant':
      return moment(span.at);
    default:
      return span satisfies never;
  }
}

function markdown(spans: Span[], drawing: Drawing): string {
  const text = spans.map((span) => markdownOf(span, drawing)).join('');
  return withPlainLineStarts(text).replaceAll('\n', '\n\n');
}

function runOf(span: Exclude<Span, { is: 'instant' }>): ITextRun {
  switch (span.is) {
    case 'plain':
      return { type: 'TextRun', text: inert(span.text) };
    case 'strong':
      return { type: 'TextRun', text: inert(span.text), weight: 'Bolder' };
    case 'code':
      return { type: 'TextRun', text: inert(span.text), fontType: 'Monospace' };
    case 'link': {
      const target = linkTarget(span.url);
      if (target === undefined) return { type: 'TextRun', text: inert(words([span])) };
      return {
        type: 'TextRun',
        text: inert(span.text),
        selectAction: { type: 'Action.OpenUrl', url: target },
      };
    }
    case 'mention':
      return { type: 'TextRun', text: inert(span.name) };
    default:
      return span satisfies never;
  }
}

/** Only a TextBlock can ping and draw dates; everything else goes as runs, which read no markdown at all. */
const drawnAsRun = (span: Span, drawing: Drawing): span is Exclude<Span, { is: 'instant' }> =>
  span.is !== 'instant' && !(span.is === 'mention' && userHere(span, drawing) !== undefined);

/** How a tone looks; the words carry the meaning. */
const LOOKS = {
  normal: {},
  quiet: { isSubtle: true, size: 'Small' },
  alert: { color: 'Attention' },
} as const satisfies Record<Tone, Partial<ITextRun>>;

/** The lines of a text; runs know no line break. */
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

/** A paragraph: one element a line. */
export function paragraph(spans: Span[], tone: Tone, drawing: Drawing): (ITextBlock | IRichTextBlock)[] {
  return linesOf(spans).map((line, index) => {
    const spacing = index === 0 ? {} : ({ spacing: 'None' } as const);
    const runs = line.filter((span) => drawnAsRun(span, drawing));
    if (runs.length < line.length) {
      return { type: 'TextBlock', text: markdown(line, drawing), wrap: true, ...LOOKS[tone], ...spacing };
    }
    const inlines = runs.map((span) => ({ ...LOOKS[tone], ...runOf(span) }));
    return { type: 'RichTextBlock', inlines, ...spacing };
  });
}

/** The title: one line, a heading for screen readers. */
export function heading(spans: Span[], drawing: Drawing): ITextBlock {
  const oneLine = spans.map((span) =>
    'text' in span ? { ...span, text: span.text.replace(/\s+/g, ' ') } : span,
  );
  const unmarked = oneLine.map(
    (span): Span => (span.is === 'strong' ? { is: 'plain', text: span.text } : span),
  );
  const text = markdown(unmarked, drawing);
  return { type: 'TextBlock', text, weight: 'Bolder', size: 'Medium', wrap: true, style: 'heading' };
}

/** A labelled value. */
export function fact({ label, value }: Fact, drawing: Drawing): IFact {
  return { title: withPlainLineStarts(escaped(label)), value: markdown(value, drawing) };
}
