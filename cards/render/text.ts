import type { Block, Card, Form, Span } from '../model.ts';
import { firstLine } from './standing.ts';

/** Renders inline text as plain text: mentions by name, instants in UTC. */
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
    case 'callout':
      return [words(part.spans)];
    case 'heading':
      return [part.words];
    case 'facts':
      return part.facts.map((fact) => `${fact.label}: ${words(fact.value)}`);
    case 'progress':
      return [part.label];
    case 'list':
      return part.items.map((item) => `- ${words(item.spans)}`);
    case 'tasks':
      return part.tasks.map(({ text, done }) => `- ${done ? '☑' : '☐'} ${text}`);
    case 'image':
      return [part.alt];
    case 'page':
      return [words([{ is: 'link', text: part.label, url: part.url }])];
    case 'verbatim':
      return [part.text];
    case 'divider':
      return [];
    default:
      return part satisfies never;
  }
}

/** Renders a card as one line for notifications and subjects: its title, state and date. */
export const renderSummary = (card: Card): string => words(firstLine(card));

/** Renders a card as plain text for notifications, screen readers and the terminal (SURF-5). */
export function renderText(card: Card): string {
  return [words(firstLine(card)), ...card.blocks.flatMap(block)].join('\n');
}

/** Renders a card as plain text with an empty line between the parts, for mail. */
export function renderLetter(card: Card): string {
  return [words(firstLine(card)), ...card.blocks.map((part) => block(part).join('\n'))]
    .filter(Boolean)
    .join('\n\n');
}

/** Renders a form as plain text: its fields and how to give them on one line. */
export function renderFormText(form: Form): string {
  const fields = form.fields.map((field) =>
    field.is === 'file'
      ? field.instead
      : `- ${field.name}${field.optional ? ' (optional)' : ''}: ${field.label}`,
  );
  return [formTitle(form), ...fields].join('\n');
}

/** Returns the title of a form with its subject: "Progress: 2 · OAuth sign-in". */
export const formTitle = ({ title, subject }: Form): string =>
  subject === undefined ? title : `${title}: ${subject}`;
