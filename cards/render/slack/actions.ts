import type {
  ActionsBlock,
  Button,
  Checkboxes,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { z } from 'zod';
import { cut } from '../../../src/domain/text/cut.ts';
import type { About, Action, Block, Task } from '../../model.ts';
import { slackLimits } from './limits.ts';

/** A decoded button value: the command, its input, the project it was drawn for, and the card's version. */
export type Pressed = {
  command: string;
  input: Record<string, string>;
  about?: About;
  version?: number;
  redraws?: true;
};

/** Every value can be forged, so anything that does not match is rejected. */
const commandName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const wireShape = z.strictObject({
  c: commandName.optional(),
  i: z.record(z.string().max(40), z.string().max(slackLimits.buttonValue)).optional(),
  v: z.int().nonnegative().optional(),
  /** The project's id. */
  p: z.uuid().optional(),
  /** The button may be used in a room that does not show the project. */
  a: z.literal(1).optional(),
  /** The answer replaces a private message. */
  r: z.literal(1).optional(),
  /** The command of a checkbox that is cleared. */
  o: commandName.optional(),
  /** The state that a checkbox was drawn in: a new id makes Slack forget what was clicked. */
  d: z.union([z.literal(0), z.literal(1)]).optional(),
});

type Wire = z.infer<typeof wireShape>;

/** Returns text that Slack shows literally: no markup, no emoji names. */
export const plainText = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Renders one button. `nth` makes its action id unique in the message; screen readers get `about` as its subject. */
export function button(action: Action, nth: number, about: string): Button {
  return {
    type: 'button',
    action_id: `${action.command}#${nth}`,
    text: plainText(cut(action.label, slackLimits.buttonText)),
    value: encode(action),
    accessibility_label: cut(
      about === '' ? action.label : `${action.label}: ${about}`,
      slackLimits.accessibilityLabel,
    ),
    ...(action.style ? { style: action.style } : {}),
    ...(action.confirm ? { confirm: confirm(action.confirm, action.style) } : {}),
  };
}

function confirm(
  ask: NonNullable<Action['confirm']>,
  style: Action['style'],
): NonNullable<Button['confirm']> {
  return {
    title: plainText(cut(ask.title, slackLimits.confirmTitle)),
    text: plainText(ask.text),
    confirm: plainText(cut(ask.yes, slackLimits.confirmButton)),
    deny: plainText('Cancel'),
    ...(style ? { style } : {}),
  };
}

/** The controls of one block. When `blockId` is set, the block must use it, because menu options depend on it. */
export type Controls = { blockId?: string; elements: Control[] };
type Control = Button | Overflow | StaticSelect;

/**
 * Renders buttons, plus a menu for `more` where Slack can carry it. An option holds only 75 characters, so
 * input shared by all options travels in the block id. An action that does not fit, needs confirmation or is
 * alone becomes a button instead. `at` keeps the ids in one message apart.
 */
export function controls(actions: Action[], more: Action[], about: string, at: string): Controls {
  const menu = menuOf(more, at);
  const shown = [...actions, ...more.filter((action) => !menu?.holds.has(action))];
  const elements: Control[] = shown.map((action, nth) => button(action, nth, about));
  return menu ? { blockId: menu.blockId, elements: [...elements, menu.element] } : { elements };
}

/** Renders the row of buttons below a card; empty when there are no actions. */
export function actionRow(actions: Action[], more: Action[], about: string, at: string): ActionsBlock[] {
  const { blockId, elements } = controls(actions, more, about, at);
  if (elements.length === 0) return [];
  return [{ type: 'actions', ...(blockId ? { block_id: blockId } : {}), elements }];
}

/** Action id of a button that opens a page. Slack reports its press too, and there is nothing to do. */
export const pageActionId = 'page#0';

/** Renders a button that opens a page. */
export function pageButton({ label, url }: Block & { is: 'page' }): ActionsBlock[] {
  const text = plainText(cut(label, slackLimits.buttonText));
  return [{ type: 'actions', elements: [{ type: 'button', action_id: pageActionId, text, url }] }];
}

/** Whether a block holds the controls of one line of a list, whose message shows other lines too. */
export const isItemBlock = (blockId: string | undefined): boolean =>
  /^(?:item:)?\d+\.\d+\.\d+(?::|$)/.test(blockId ?? '');

type Menu = { element: Overflow | StaticSelect; blockId: string; holds: Set<Action> };

function menuOf(more: Action[], at: string): Menu | undefined {
  if (more.length < 2) return undefined;
  const quiet = more.filter((action) => !action.confirm);
  const shared = sharedOf(quiet);
  const blockId = `${at}:${JSON.stringify(shared)}`;
  if (blockId.length > slackLimits.blockId) return undefined;
  const fitting = quiet.flatMap((action) => {
    const value = JSON.stringify(without(action, shared));
    return value.length <= slackLimits.optionValue ? [{ action, value }] : [];
  });
  if (fitting.length < 2 || fitting.length > slackLimits.selectOptions) return undefined;
  const options = fitting.map(({ action, value }) => option(action.label, value));
  return { element: menuElement(options), blockId, holds: new Set(fitting.map(({ action }) => action)) };
}

function menuElement(options: PlainTextOption[]): Overflow | StaticSelect {
  if (options.length <= slackLimits.overflowOptions) {
    return { type: 'overflow', action_id: 'more#0', options };
  }
  return { type: 'static_select', action_id: 'more#0', placeholder: plainText('More'), options };
}

/** Renders one option of a menu or a select. */
export function option(label: string, value: string): PlainTextOption {
  return { text: plainText(cut(label, slackLimits.optionText)), value };
}

/** Returns the input, project and version that all actions have in common. */
function sharedOf(actions: Action[]): Wire {
  const [first, ...rest] = actions;
  if (!first) return {};
  const { p, a } = boundTo(first);
  const alike = rest.map(boundTo).every((other) => other.p === p && other.a === a);
  const same = Object.entries(first.input).filter(([key, value]) =>
    rest.every((action) => action.input[key] === value),
  );
  const version = rest.every((action) => action.version === first.version) ? first.version : undefined;
  return {
    i: Object.fromEntries(same),
    ...(version === undefined ? {} : { v: version }),
    ...(alike ? boundTo(first) : {}),
  };
}

function without(action: Action, shared: Wire): Wire {
  const own = Object.entries(action.input).filter(([key]) => shared.i?.[key] === undefined);
  return {
    c: action.command,
    ...(own.length === 0 ? {} : { i: Object.fromEntries(own) }),
    ...(action.version === undefined || shared.v !== undefined ? {} : { v: action.version }),
    ...(action.redraws ? { r: 1 as const } : {}),
    ...(shared.p === undefined ? boundTo(action) : {}),
  };
}

const boundTo = ({ about }: Pick<Action, 'about'>): Pick<Wire, 'p' | 'a'> =>
  about === undefined ? {} : { p: about.project, ...(about.anywhere ? { a: 1 as const } : {}) };

function encode(action: Action): string {
  const { command: c, input: i, version: v, redraws } = action;
  return JSON.stringify({
    c,
    i,
    ...(v === undefined ? {} : { v }),
    ...boundTo(action),
    ...(redraws ? { r: 1 } : {}),
  });
}

/**
 * Decodes a pressed value. A button is complete by itself; a menu option takes the shared part from its block
 * id (`menuId`). Returns undefined when Milepost did not make it.
 */
export function decodePress(value: string, menuId?: string): Pressed | undefined {
  const own = parseWire(value);
  if (own?.c === undefined) return undefined;
  const shared = menuId === undefined ? undefined : parseWire(menuId.slice(menuId.indexOf(':') + 1));
  if (menuId !== undefined && shared === undefined) return undefined;
  const version = own.v ?? shared?.v;
  const { p, a } = own.p === undefined ? (shared ?? {}) : own;
  return {
    command: own.c,
    input: { ...shared?.i, ...own.i },
    ...(p === undefined ? {} : { about: { project: p, ...(a ? { anywhere: true } : {}) } }),
    ...(version === undefined ? {} : { version }),
    ...(own.r ? { redraws: true } : {}),
  };
}

/**
 * Renders one item of a checklist as a block of its own: Slack sends only the options of the pressed element,
 * so that a press names one item whatever else was ticked meanwhile.
 */
export function checkboxBlock({ text, done, check, uncheck }: Task, at: string): ActionsBlock {
  const shared: Wire = {
    i: check.input,
    o: uncheck.command,
    d: done ? 1 : 0,
    ...(check.version === undefined ? {} : { v: check.version }),
    ...boundTo(check),
  };
  const box = option(text, JSON.stringify({ c: check.command }));
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: `${check.command}#0`,
    options: [box],
    ...(done ? { initial_options: [box] } : {}),
  };
  return { type: 'actions', block_id: `${at}:${JSON.stringify(shared)}`, elements: [element] };
}

/** Decodes a checkbox that was ticked (`value` of its option) or cleared; undefined when Milepost did not make it. */
export function decodeTick(value: string | undefined, blockId: string): Pressed | undefined {
  const cleared = parseWire(blockId.slice(blockId.indexOf(':') + 1))?.o;
  return decodePress(value ?? JSON.stringify({ c: cleared }), blockId);
}

function parseWire(json: string): Wire | undefined {
  try {
    return wireShape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
