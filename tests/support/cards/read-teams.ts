import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { bold } from './read-slack.ts';

type Part = { [key: string]: unknown; type: string };

/** Renders an Adaptive Card as a reader of Teams sees it: one line per element, buttons in brackets. */
export const readTeams = (card: IAdaptiveCard): string[] => parts(card.body).flatMap(read);

const parts = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : []);

function read(part: Part): string[] {
  switch (part.type) {
    case 'TextBlock':
      return [headed(toned(plainly(part.text), part), part)];
    case 'RichTextBlock':
      return [parts(part.inlines).map(run).join('')];
    case 'FactSet':
      return parts(part.facts).map((fact) => `**${plainly(fact.title)}:** ${plainly(fact.value)}`);
    case 'Image':
      return [`[picture: ${String(part.altText)}]`];
    case 'ProgressBar':
      return [`${bar(Number(part.value))} ${String(part.color).toLowerCase()}`];
    case 'Badge':
      return [`<${String(part.text)}, ${String(part.style).toLowerCase()}>`];
    case 'Container':
      return part.separator
        ? ['———']
        : parts(part.items)
            .flatMap(read)
            .map((line) => `▌${String(part.style)}: ${line}`);
    case 'ColumnSet':
      return [
        parts(part.columns)
          .flatMap((column) => parts(column.items).flatMap(read))
          .join(' '),
      ];
    case 'ActionSet':
      return [row(parts(part.actions))];
    default:
      return [input(part)];
  }
}

/** Removes the escapes that keep user text from being read as markup. */
const plainly = (text: unknown) =>
  String(text ?? '')
    .replaceAll(/\{\{DATE\((\S{10})T(\S{5})[^}]*\}\} \{\{TIME[^}]*\}\}/g, '{$1 $2 UTC}')
    .replaceAll(/\\([^\w\s])/g, '$1')
    .replaceAll(/<at>([^<]*)<\/at>/g, '@$1')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u200b', '');

const headed = (text: string, part: Part) =>
  part.style !== 'heading' ? text : part.size === 'Large' ? `# ${text}` : `**${text}**`;

const toned = (text: string, part: Part) => (part.isSubtle ? `(${text})` : text);

function run(inline: Part): string {
  const text = String(inline.text ?? '');
  if (inline.fontType === 'Monospace') return `\`${text}\``;
  return inline.weight === 'Bolder' ? bold(text) : text;
}

const bar = (percent: number) =>
  '█'.repeat(Math.round(percent / 5)) + '░'.repeat(20 - Math.round(percent / 5));

function row(actions: Part[]): string {
  const label = (action: Part) =>
    `${String(action.title)}${action.style ? ` (${String(action.style)})` : ''}`;
  const shown = actions.filter((action) => action.mode !== 'secondary').map((action) => `[${label(action)}]`);
  const more = actions.filter((action) => action.mode === 'secondary').map((action) => String(action.title));
  return [...shown, ...(more.length > 0 ? [`[⋯ ${more.join(' | ')}]`] : [])].join(' ');
}

function input(part: Part): string {
  const kind = part.type.replace('Input.', '').toLowerCase();
  const choices = parts(part.choices).map(({ title }) => String(title));
  const control = choices.length > 0 ? choices.join(' | ') : kind;
  const value = part.value ? ` = ${String(part.value)}` : '';
  const label = plainly(part.label);
  // a form with More checks its fields itself, and says in words which are required
  const isOptional = !part.isRequired && !label.endsWith('(required)');
  return `${label}${isOptional ? ' (optional)' : ''}: [${control}]${value}`;
}
