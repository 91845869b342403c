import type { CardElementArray, IAdaptiveCard } from '@microsoft/teams.cards';
import { type Action, type Block, type Card, code, type Form, type Item } from '../../model.ts';
import { states } from '../../states.ts';
import { isNamed, subtitleLine } from '../standing.ts';
import { formTitle, renderFormText, renderText } from '../text.ts';
import { button, buttons, pageButton, pressData, taskRow } from './actions.ts';
import { fieldElements } from './inputs.ts';
import { teamsLimits } from './limits.ts';
import { badge, bar, callout } from './states.ts';
import { fact, heading, paragraph, type RenderState, sectionHeading } from './text.ts';

type CardElement = CardElementArray[number];

/** Where a card is shown. `dialog`: in a task module, which does not support Action.Execute. */
type TeamsContext = { tenant: string; dialog?: boolean };

/** Where a form is shown, and the problems of the last submission by field name. */
type TeamsFormContext = TeamsContext & { problems?: { field: string; message: string }[] };

const initialState = ({ tenant, dialog = false }: TeamsContext): RenderState => ({
  tenant,
  dialog,
  mentions: new Map(),
});

/** Puts one action beside its text. Of several, the buttons or the first go below, the rest into the overflow menu. */
function listItem(item: Item, state: RenderState): CardElement[] {
  const { spans, buttons: shown = [], actions = [] } = item;
  const mark = item.state === undefined ? '•' : states[item.state].icon;
  const text = paragraph([{ is: 'plain', text: `${mark} ` }, ...spans], 'normal', state);
  const [first, ...rest] = actions;
  if (!first || rest.length > 0 || shown.length > 0) {
    const [visible, menu] = shown.length > 0 ? [shown, actions] : [actions.slice(0, 1), rest];
    const row = buttons(visible, menu, state.dialog, true);
    return [...text, ...row].map((element) => ({ ...element, spacing: 'Small' }));
  }
  return [
    {
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: text },
        { type: 'Column', width: 'auto', items: buttons([first], [], state.dialog, true) },
      ],
    },
  ];
}

function blockElements(block: Block, state: RenderState): CardElement[] {
  switch (block.is) {
    case 'text':
      return paragraph(block.spans, block.tone, state);
    case 'heading':
      return [sectionHeading(block.words)];
    case 'callout':
      return [callout(block.state, block.spans, state)];
    case 'facts':
      return block.facts.length === 0
        ? []
        : [{ type: 'FactSet', facts: block.facts.map((one) => fact(one, state)) }];
    case 'progress':
      return [
        bar(block.percent, block.state ?? 'in_progress'),
        ...paragraph([{ is: 'plain', text: block.label }], 'normal', state),
      ];
    case 'list':
      return block.items.flatMap((item) => listItem(item, state));
    case 'tasks':
      return block.tasks.map((task) => taskRow(task, state));
    case 'image':
      return [
        {
          type: 'Image',
          url: block.url,
          altText: block.alt,
          size: 'Stretch',
          msteams: { allowExpand: true },
        },
      ];
    case 'page':
      return [pageButton(block)];
    case 'verbatim':
      return verbatim(block.text, state);
    case 'divider':
      return [{ type: 'Container', items: [], separator: true, spacing: 'Medium' }];
    default:
      return block satisfies never;
  }
}

/** Renders line by line, empty lines included, because phones do not draw Teams' code block. */
function verbatim(text: string, state: RenderState): CardElement[] {
  const lines = text.split('\n').flatMap((line) => paragraph([code(line || ' ')], 'normal', state));
  return lines.map((line, index) => ({ ...line, spacing: index === 0 ? 'Default' : 'None' }));
}

function assemble(body: CardElement[], fallbackText: string, state: RenderState): IAdaptiveCard {
  const entities = [...state.mentions.values()];
  return {
    type: 'AdaptiveCard',
    version: teamsLimits.version,
    body,
    fallbackText,
    msteams: { width: 'full', ...(entities.length === 0 ? {} : { entities }) },
  };
}

/** Puts the state beside the title, and the subtitle below. */
function titleElements(card: Card, state: RenderState): CardElement[] {
  const title = heading(card.title, state, isNamed(card) ? 'Large' : 'Medium');
  const below = paragraph(subtitleLine(card), 'normal', state).map((line) => ({
    ...line,
    spacing: 'Small' as const,
  }));
  if (card.state === undefined) return [title, ...below];
  const columns = [
    {
      type: 'Column' as const,
      width: 'stretch',
      verticalContentAlignment: 'Center' as const,
      items: [title],
    },
    {
      type: 'Column' as const,
      width: 'auto',
      verticalContentAlignment: 'Center' as const,
      items: [badge(card.state)],
    },
  ];
  return [{ type: 'ColumnSet', columns }, ...below];
}

/** Renders a card for Teams. User text can neither ping nor format; only mention spans of the room's tenant ping. */
export function renderTeams(card: Card, context: TeamsContext): IAdaptiveCard {
  const state = initialState(context);
  const body = [
    ...(card.title.length === 0 ? [] : titleElements(card, state)),
    ...card.blocks.flatMap((block) => blockElements(block, state)),
    ...buttons(card.actions, card.more, state.dialog),
  ];
  return assemble(body, renderText(card).trim(), state);
}

/**
 * Renders a form for Teams: inputs named `in_<field>` (people `who_<field>`), and one button that sends
 * `{command, form: true, given, about}` with them. `back` leaves it without an answer.
 */
export function renderTeamsForm(form: Form, context: TeamsFormContext, back?: Action): IAdaptiveCard {
  const state = initialState(context);
  const problems = context.problems ?? [];
  const named = new Set(form.fields.map((field) => field.name));
  const about = form.about === undefined ? {} : { about: form.about };
  const data = { command: form.command, form: true, given: form.given, ...about };
  const actions = [button(form.submit, data, { style: 'primary' }, state.dialog)];
  if (form.more !== undefined) actions.push(button(form.more, { ...data, more: true }, {}, state.dialog));
  if (back) actions.push(button(back.label, pressData(back), { associatedInputs: 'none' }, state.dialog));
  const body: CardElement[] = [
    heading([{ is: 'plain', text: formTitle(form) }], state),
    ...problems
      .filter(({ field }) => !named.has(field))
      .flatMap(({ message }) => paragraph([{ is: 'plain', text: message }], 'alert', state)),
    ...form.fields.flatMap((field) => {
      const own = problems.filter((problem) => problem.field === field.name);
      return fieldElements(
        field,
        own.map(({ message }) => message),
        { form, state },
      );
    }),
    { type: 'ActionSet', actions },
  ];
  return assemble(body, renderFormText(form), state);
}
