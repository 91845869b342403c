import { type Json, objectAt } from './rooms.ts';

function visit(value: unknown, found: (one: Json) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, found);
  else if (typeof value === 'object' && value !== null) {
    found(value as Json);
    for (const [key, one] of Object.entries(value))
      if (key !== 'fallback' && key !== 'data') visit(one, found);
  }
}

/** Everything with a type that Teams draws. Source: `@microsoft/teams.cards`. */
const knownTypes = new RegExp(
  `^(${[
    'AdaptiveCard|mention|TextBlock|RichTextBlock|TextRun|Image|ImageSet|Media|Container|ColumnSet|Column|FactSet',
    'Table|TableRow|TableCell|ActionSet|Badge|ProgressBar|ProgressRing|Icon|CompoundButton|CodeBlock|Carousel',
    'CarouselPage|Rating|Data\\.Query|Layout\\.(Stack|Flow|AreaGrid)|Chart\\.[A-Za-z.]+',
    'Input\\.(Text|Number|Date|Time|Toggle|ChoiceSet|Rating)',
    'Action\\.(Execute|Submit|OpenUrl|ShowCard|ToggleVisibility|ResetInputs|Popover|OpenUrlDialog|InsertImage)',
  ].join('|')})$`,
);

/** Why Teams would not draw a card: no card of a version it takes, an unknown part, a mention of nobody in the text. */
export function cardProblem(card: Json): string | undefined {
  if (card.type !== 'AdaptiveCard') return 'not an AdaptiveCard';
  if (!['1.2', '1.3', '1.4', '1.5'].includes(String(card.version))) return `version ${card.version}`;
  const unknown: string[] = [];
  visit(card, ({ type, fallback }) => {
    if (typeof type === 'string' && !knownTypes.test(type) && fallback === undefined) unknown.push(type);
  });
  if (unknown[0] !== undefined) return `unknown ${unknown[0]}`;
  const body = JSON.stringify(card.body ?? []);
  const { entities } = objectAt(card, 'msteams');
  const mentions = Array.isArray(entities) ? (entities as Json[]).map(({ text }) => String(text)) : [];
  const lost = mentions.find((text) => !body.includes(JSON.stringify(text).slice(1, -1)));
  return lost === undefined ? undefined : `the mention ${lost} stands nowhere in the text`;
}

/** The buttons of a card, in the order a reader meets them. */
export function buttonsOf(card: Json): Json[] {
  const buttons: Json[] = [];
  visit(card, (one) => {
    if (one.type === 'Action.Execute' || one.type === 'Action.Submit') buttons.push(one);
  });
  return buttons;
}

/** Returns the ids of a card's inputs. */
function inputIdsOf(card: Json): string[] {
  const ids: string[] = [];
  visit(card, (one) => {
    if (String(one.type).startsWith('Input.') && typeof one.id === 'string') ids.push(one.id);
  });
  return ids;
}

/** What a client sends when a button is pressed: the button's data with the inputs merged in by id. */
export function pressedData(
  card: Json,
  title: string,
  inputs: Record<string, string>,
): { button: Json; data: Json } {
  const titles = buttonsOf(card).map((one) => String(one.title));
  const button = buttonsOf(card).find((one) => one.title === title);
  if (!button) throw new Error(`No button "${title}" on this card, only: ${titles.join(', ')}`);
  const ids = inputIdsOf(card);
  const merged = Object.entries(inputs).map(([name, value]) => {
    const id = ids.find((one) => one === name || one.slice(one.indexOf('_') + 1) === name);
    if (id === undefined) throw new Error(`No input "${name}" on this card, only: ${ids.join(', ')}`);
    return [id, value];
  });
  return { button, data: { ...(button.data as Json), ...Object.fromEntries(merged) } };
}
