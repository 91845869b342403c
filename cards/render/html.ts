import type { Block, Card, Item, Span, Tone } from '../model.ts';
import { hexOf, states } from '../states.ts';
import { linkTarget } from './link-target.ts';
import { firstLine, standingLine } from './standing.ts';
import { words } from './text.ts';

/*
 * Mail programs support little CSS and choose a light or dark background themselves. So there are no tables,
 * style sheets or page colours: only inline styles, in tones readable on both.
 */

const styles = {
  page: 'margin:0 auto;padding:16px;max-width:36em;font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45',
  title: 'margin:0 0 12px;font-size:18px;line-height:1.3',
  heading: 'margin:16px 0 4px;font-size:16px;line-height:1.3',
  part: 'margin:0 0 12px',
  list: 'margin:0 0 12px;padding:0 0 0 1.2em',
  item: 'margin:0 0 4px',
  bar: 'height:6px;margin:0 0 4px;border-radius:3px;background:#bdbdbd',
  picture: 'max-width:100%;height:auto',
  verbatim: 'margin:0 0 12px;white-space:pre-wrap;font-size:13px',
  line: 'margin:16px 0;border:0;border-top:1px solid #999999',
};

/** Style of each tone; the words carry the meaning. */
const tones: Record<Tone, string> = {
  normal: '',
  quiet: ';font-size:13px;color:#767676',
  alert: ';font-weight:bold;color:#d13438',
};

/** Escapes user text for HTML, attributes included. */
export const escapedText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The same outside attributes, with its line breaks. */
export const escaped = (text: string): string => escapedText(text).replaceAll(/\r?\n/g, '<br>');

function inline(span: Span): string {
  switch (span.is) {
    case 'strong':
      return `<strong>${escaped(span.text)}</strong>`;
    case 'code':
      return `<code>${escaped(span.text)}</code>`;
    case 'link': {
      const target = linkTarget(span.url);
      return target ? `<a href="${escaped(target)}">${escaped(span.text)}</a>` : escaped(words([span]));
    }
    case 'plain':
    case 'mention':
    case 'instant':
      return escaped(words([span]));
    default:
      return span satisfies never;
  }
}

const inlines = (spans: Span[]) => spans.map(inline).join('');

const item = ({ spans, state }: Item) =>
  `<li style="${styles.item}">${state ? `${states[state].icon} ` : ''}${inlines(spans)}</li>`;

function block(part: Block): string {
  switch (part.is) {
    case 'text':
      return `<p style="${styles.part}${tones[part.tone]}">${inlines(part.spans)}</p>`;
    case 'heading':
      return `<h2 style="${styles.heading}">${escaped(part.words)}</h2>`;
    case 'callout':
      return `<p style="${styles.part}">${states[part.state].icon} ${inlines(part.spans)}</p>`;
    case 'facts': {
      const facts = part.facts.map(({ label, value }) => `${escaped(label)}: ${inlines(value)}`);
      return `<p style="${styles.part}">${facts.join('<br>')}</p>`;
    }
    case 'progress': {
      const filled = `width:${part.percent}%;height:6px;border-radius:3px;background:${hexOf[states[part.state ?? 'in_progress'].colour].light}`;
      const bar = `<div style="${styles.bar}"><div style="${filled}"></div></div>`;
      return `${bar}<p style="${styles.part}">${escaped(part.label)}</p>`;
    }
    case 'list':
      return `<ul style="${styles.list}">${part.items.map(item).join('')}</ul>`;
    case 'tasks': {
      const tasks = part.tasks.map(({ text, done }) => `${done ? '☑' : '☐'} ${escaped(text)}`);
      return `<p style="${styles.part}">${tasks.join('<br>')}</p>`;
    }
    case 'image': {
      const source = linkTarget(part.url);
      const alt = escaped(part.alt);
      return source
        ? `<p style="${styles.part}"><img src="${escaped(source)}" alt="${alt}" style="${styles.picture}"></p>`
        : `<p style="${styles.part}">${alt}</p>`;
    }
    case 'page':
      return `<p style="${styles.part}">${inline({ is: 'link', text: part.label, url: part.url })}</p>`;
    case 'verbatim':
      return `<pre style="${styles.verbatim}">${escaped(part.text)}</pre>`;
    case 'divider':
      return `<hr style="${styles.line}">`;
    default:
      return part satisfies never;
  }
}

/** Renders a card as an HTML page for mail (RMD-6). Omits actions, because a mail has no working buttons. */
export function renderHtml(card: Card): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(words(firstLine(card)).replaceAll(/\s+/g, ' '))}</title>`,
  ];
  const standing = standingLine(card);
  const body = [
    `<h1 style="${styles.title}">${inlines(card.title)}</h1>`,
    ...(standing.length > 0 ? [`<p style="${styles.part}">${inlines(standing)}</p>`] : []),
    ...card.blocks.map(block),
  ];
  return [
    '<!doctype html>',
    `<html lang="en"><head>${head.join('')}</head>`,
    `<body><div style="${styles.page}">`,
    ...body,
    '</div></body></html>',
    '',
  ].join('\n');
}
