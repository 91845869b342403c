import type { Block, Card, Form, Span } from '../model.ts';

/** Inline text as a reader of plain text sees it; mentions by name, instants in UTC. */
export function words(spans: Span[]): string {
  return spans.map(word).join('');
}

function word(span: Span): string {
  switch (span.is) {
    case 'plain':
    case 'strong':
    case 'code':
      return span.text;
    case 'link':
      return span.text === span.url ? span.url : `${span.text} (${span.url})`;
    case 'mention':
      return `@${span.name}`;
    case 'instant':
      return `${span.at.slice(0, 16).replace('T', ' ')} UTC`;
    default:
      return span satisfies never;
  }
}

function block(part: Block): string[] {
  switch (part.is) {
    case 'text':
      return [words(part.spans)];
    case 'facts':
      return part.facts.map((fact) => `${fact.label}: ${words(fact.value)}`);
    case 'progress':
      return [part.label];
    case 'list':
      return part.items.map((item) => `- ${words(item.spans)}`);
    case 'image':
      return [part.alt];
    case 'verbatim':
      return [part.text];
    case 'divider':
      return [];
    default:
      return part satisfies never;
  }
}

/** A card as plain text: notifications, screen readers, the terminal (SURF-5). */
export function renderText(card: Card): string {
  return [words(card.title), ...card.blocks.flatMap(block)].join('\n');
}

/** The same with an empty line between the parts, as mail is read. */
export function renderLetter(card: Card): string {
  return [words(card.title), ...card.blocks.map((part) => block(part).join('\n'))]
    .filter(Boolean)
    .join('\n\n');
}

/** A form as plain text: its fields and how to give them on one line. */
export function renderFormText(form: Form): string {
  const fields = form.fields.map((field) =>
    field.is === 'file'
      ? field.instead
      : `- ${field.name}${field.optional ? ' (optional)' : ''}: ${field.label}`,
  );
  return [form.title, ...fields].join('\n');
}
