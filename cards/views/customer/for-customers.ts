import { customerCommands, isTheirInput, privateCommands } from '../../../src/domain/customer/commands.ts';
import type { Action, Block, Card, CardActions, CardBody, Item } from '../../model.ts';
import { outreachLabel } from '../thread/words.ts';

const isUsable = ({ command, input, label }: Action): boolean =>
  customerCommands.has(command) && isTheirInput(command, input) && label !== outreachLabel;

const isPermitted = (action: Action): boolean =>
  isUsable(action) || (privateCommands.has(action.command) && isTheirInput(action.command, action.input));

const deciding: ReadonlySet<string> = new Set(['approve', 'return', 'ask']);

/** Returns the actions that a customer can use; `decides`: customers approve in this project. */
export function usableActions(
  { actions, more }: CardActions,
  decides: boolean,
  isOffered: (action: Action) => boolean = isUsable,
): CardActions {
  const isTheirs = (action: Action) => isOffered(action) && (decides || !deciding.has(action.command));
  return { actions: actions.filter(isTheirs), more: more.filter(isTheirs) };
}

/** Returns the content of a card with the buttons that a customer can use; a checklist is one to read. */
export const usableBody = <Body extends CardBody>(
  body: Body,
  isOffered: (action: Action) => boolean = isUsable,
): Body => ({
  ...body,
  blocks: body.blocks.map((block) => usableBlock(block, isOffered)),
});

/** Returns a private answer to a customer, without buttons that their role may not use. */
export const permittedCard = (card: Card, decides: boolean): Card => ({
  ...usableBody(card, isPermitted),
  ...usableActions(card, decides, isPermitted),
});

function usableBlock(block: Block, isOffered: (action: Action) => boolean): Block {
  if (block.is === 'list') return { ...block, items: block.items.map((item) => usableItem(item, isOffered)) };
  if (block.is !== 'tasks') return block;
  return {
    is: 'list',
    items: block.tasks.map(({ text, done }) => ({
      spans: [{ is: 'plain' as const, text: `${done ? '☑' : '☐'} ${text}` }],
    })),
  };
}

function usableItem(
  { buttons = [], actions = [], ...item }: Item,
  isOffered: (action: Action) => boolean,
): Item {
  const [shown, menu] = [buttons.filter(isOffered), actions.filter(isOffered)];
  return {
    ...item,
    ...(shown.length > 0 ? { buttons: shown } : {}),
    ...(menu.length > 0 ? { actions: menu } : {}),
  };
}
