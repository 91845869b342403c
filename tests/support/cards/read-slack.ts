import type { RichTextElement } from '@slack/types';

type Fields = { [key: string]: unknown };
type Part = Fields & { type: string };

/** Renders blocks as a reader of Slack sees them: one line each, buttons in brackets, menu entries behind a mark. */
export function readSlack(blocks: readonly object[]): string[] {
  return blocks.flatMap((block) => read(block as Part));
}

function read(block: Part): string[] {
  switch (block.type) {
    case 'rich_text':
      return parts(block.elements).flatMap(richText);
    case 'header':
      return [`# ${wordsOf(block.text)}`];
    case 'section':
      return [`${wordsOf(block.text)} ${element(block.accessory)}`.trim()];
    case 'context':
      return [
        `(${parts(block.elements)
          .map((one) => wordsOf(one))
          .join(' ')})`,
      ];
    case 'actions':
      return [parts(block.elements).map(element).join(' ')];
    case 'input':
      return [
        `${wordsOf(block.label)}${block.optional ? ' (optional)' : ''}: ${element(block.element)}${hint(block.hint)}`,
      ];
    case 'image':
      return [`[picture: ${String(block.alt_text)}]`];
    case 'divider':
      return ['———'];
    default:
      throw new Error(`no reader for ${block.type}`);
  }
}

const parts = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : []);

function richText(part: Part): string[] {
  if (part.type === 'rich_text_list') {
    return parts(part.elements).map((line) => `• ${inline(line)}`);
  }
  const lines = inline(part).split('\n');
  return part.type === 'rich_text_preformatted' ? lines.map((line) => `| ${line}`) : lines;
}

const inline = (section: Part): string =>
  parts(section.elements)
    .map((span) => spanOf(span as unknown as RichTextElement & Fields))
    .join('')
    .replaceAll('****', '');

function spanOf(span: RichTextElement & Fields): string {
  const style = span.style as { bold?: boolean; code?: boolean } | undefined;
  const mark = (text: string) => (style?.code ? `\`${text}\`` : style?.bold ? bold(text) : text);
  switch (span.type) {
    case 'text':
      return mark(String(span.text));
    case 'user':
      return `@${String(span.user_id)}`;
    case 'date':
      return mark(`{${String(span.fallback)}}`);
    case 'link':
      return `<${String(span.text ?? span.url)}>`;
    default:
      throw new Error(`no reader for ${span.type}`);
  }
}

/** Puts the marks next to the letters, where Markdown needs them. */
export const bold = (text: string) => text.replace(/^(\s*)(.*?)(\s*)$/s, '$1**$2**$3');

function wordsOf(text: unknown): string {
  return typeof text === 'object' && text !== null ? String((text as Fields).text ?? '') : '';
}

const hint = (text: unknown) => (text ? ` — ${wordsOf(text)}` : '');

function element(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const part = value as Part;
  const options = parts(part.options).map((option) => wordsOf(option.text));
  switch (part.type) {
    case 'button':
      return `[${wordsOf(part.text)}${part.style ? ` (${String(part.style)})` : ''}]`;
    case 'checkboxes':
      return options.map((text) => `${parts(part.initial_options).length > 0 ? '☑' : '☐'} ${text}`).join(' ');
    case 'overflow':
      return `[⋯ ${options.join(' | ')}]`;
    case 'static_select':
      return `[${options.join(' | ')}]${initial(wordsOf((part.initial_option as Fields | undefined)?.text))}`;
    default:
      return `[${part.type.replace(/_input|picker|_select/, '').replace('_', ' ')}]${initial(part.initial_value ?? part.initial_date ?? part.initial_user)}`;
  }
}

const initial = (value: unknown) => (value ? ` = ${String(value)}` : '');
