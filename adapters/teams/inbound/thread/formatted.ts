import { z } from 'zod';
import { decodeText, lineOf } from '../line.ts';
import { type Activity, mentionsOf } from '../schemas.ts';

/** The same message with its formatting. Source: Teams, message attachments. */
const htmlSchema = z.object({ contentType: z.literal('text/html'), content: z.string().max(200_000) });

/**
 * Returns a message in the notation of messages (`src/domain/thread`): bold, code, links and lists of its HTML, and no
 * mention of the bot; the plain text where Teams sends no HTML.
 */
export function formattedText(activity: Activity, tenant: string): string {
  const html = (activity.attachments ?? []).flatMap(
    (one) => htmlSchema.safeParse(one).data?.content ?? [],
  )[0];
  if (html === undefined) return lineOf(activity, tenant);
  const bots = mentionsOf(activity)
    .filter(({ mentioned }) => mentioned.id === activity.recipient.id)
    .map(({ text }) => decodeText(text.replaceAll(/<[^<>]*>/g, '')).trim());
  return formattedHtml(html, bots);
}

/** Returns HTML of Teams in the notation of messages; mentions of `bots`, by name, are left out. */
export const formattedHtml = (html: string, bots: readonly string[]): string =>
  fromHtml(html, (name) => (bots.includes(name) ? ' ' : `@${name}`));

/** An element whose end marks up the text since its start. */
type Open = { tag: string; from: number; url?: string | undefined };

/** Deeper elements are read as text. */
const maxDepth = 30;

/** Reads HTML in one pass; `named` returns what stands for a mention. */
function fromHtml(html: string, named: (name: string) => string): string {
  let out = '';
  const open: Open[] = [];
  for (const [at, part] of html
    .replaceAll(/\s+/g, ' ')
    .split(/(<[^<>]*>)/)
    .entries()) {
    const tag = at % 2 === 1 ? /^<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>$/i.exec(part) : null;
    if (at % 2 === 0) out += decodeText(part);
    else if (tag) {
      const [, slash, name = '', more = ''] = tag;
      if (slash) out = closed(out, open, name.toLowerCase(), named);
      else out = opened(out, open, name.toLowerCase(), more);
    }
  }
  return out
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const alternative = /\balt="([^"]*)"/i;
const address = /\bhref="(https?:[^"\s]+)"/i;

function opened(out: string, open: Open[], tag: string, more: string): string {
  const start = (kind: string, url?: string) => {
    if (open.length < maxDepth) open.push({ tag: kind, from: out.length, url });
    return out;
  };
  switch (tag) {
    case 'br':
      return `${out}\n`;
    case 'li':
      return out.endsWith('\n') || out === '' ? `${out}- ` : `${out}\n- `;
    case 'img':
    case 'emoji':
      return out + decodeText(alternative.exec(more)?.[1] ?? '');
    case 'a':
      return start('a', decodeText(address.exec(more)?.[1] ?? ''));
    case 'span':
      return start(/schema\.skype\.com\/Mention/i.test(more) ? 'at' : 'span');
    case 'at':
    case 'b':
    case 'strong':
    case 'code':
    case 'pre':
      return start(tag);
    default:
      return out;
  }
}

const lineEnds = new Set(['p', 'div', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'tr']);

function closed(out: string, open: Open[], tag: string, named: (name: string) => string): string {
  if (lineEnds.has(tag)) return `${out}\n`;
  const last = open.findLastIndex((one) => one.tag === tag || (tag === 'span' && one.tag === 'at'));
  const element = open[last];
  if (!element) return out;
  open.length = last;
  return out.slice(0, element.from) + marked(element, out.slice(element.from), named);
}

function marked({ tag, url }: Open, text: string, named: (name: string) => string): string {
  const said = text.trim();
  if (said === '') return text;
  switch (tag) {
    case 'at':
      return named(said.replace(/^@/, ''));
    case 'b':
    case 'strong':
      return /[\n*`]/.test(said) ? text : text.replace(said, () => `*${said}*`);
    case 'code':
      return /[\n`]/.test(said) ? text : text.replace(said, () => `\`${said}\``);
    case 'pre':
      return `\n\`\`\`\n${said}\n\`\`\`\n`;
    case 'a':
      if (!url || said === url) return text;
      return /[[\]()\n]/.test(`${said}${url}`) ? `${said} ${url}` : `[${said}](${url})`;
    default:
      return text;
  }
}
