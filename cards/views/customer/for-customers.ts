import { customerCommands } from '../../../src/domain/customer/commands.ts';
import type { Action, Block, CardActions, CardBody, Item } from '../../model.ts';

const isUsable = ({ command }: Action): boolean => customerCommands.has(command);

const deciding: ReadonlySet<string> = new Set(['approve', 'return', 'ask']);

/** Returns the actions that a customer can use; `decides`: customers approve in this project. */
export function usableActions({ actions, more }: CardActions, decides: boolean): CardActions {
  const isTheirs = (action: Action) => isUsable(action) && (decides || !deciding.has(action.command));
  return { actions: actions.filter(isTheirs), more: more.filter(isTheirs) };
}

/** Returns the content of a card with the buttons that a customer can use; a checklist is one to read. */
export const usableBody = <Body extends CardBody>(body: Body): Body => ({
  ...body,
  blocks: body.blocks.map(usableBlock),
});

function usableBlock(block: Block): Block {
  if (block.is === 'list') return { ...block, items: block.items.map(usableItem) };
  if (block.is !== 'tasks') return block;
  return {
    is: 'list',
    items: block.tasks.map(({ text, done }) => ({
      spans: [{ is: 'plain' as const, text: `${done ? '☑' : '☐'} ${text}` }],
    })),
  };
}

function usableItem({ buttons = [], actions = [], ...item }: Item): Item {
  const [shown, menu] = [buttons.filter(isUsable), actions.filter(isUsable)];
  return {
    ...item,
    ...(shown.length > 0 ? { buttons: shown } : {}),
    ...(menu.length > 0 ? { actions: menu } : {}),
  };
}
