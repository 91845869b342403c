import type {
  IActionSet,
  IColumnSet,
  IExecuteAction,
  ISubmitAction,
  ISubmitActionData,
} from '@microsoft/teams.cards';
import { type Action, type Block, plain, type Task } from '../../model.ts';
import { paragraph, type RenderState } from './text.ts';

const styles = { primary: 'positive', danger: 'destructive' } as const;

/**
 * Renders a button. Old clients do not support Action.Execute and send the same data with Action.Submit;
 * dialogs (`dialog: true`) support only Action.Submit.
 */
export function button(
  title: string,
  data: ISubmitActionData & { command: string },
  look: { style?: Action['style'] | undefined; mode?: 'secondary'; associatedInputs?: 'none' },
  dialog: boolean,
): IExecuteAction | ISubmitAction {
  const { style, ...rest } = look;
  const shown = { title, data, ...rest, ...(style === undefined ? {} : { style: styles[style] }) };
  const submit: ISubmitAction = { type: 'Action.Submit', ...shown };
  return dialog ? submit : { type: 'Action.Execute', verb: data.command, ...shown, fallback: submit };
}

/**
 * Returns the data a press sends. Adaptive Cards have no confirm step, so the question travels along: the
 * adapter answers the first press with it, and only the second press acts.
 */
export function pressData(action: Action): ISubmitActionData & { command: string } {
  const { command, input, about, version, confirm, style, returns } = action;
  return {
    command,
    input,
    ...(about === undefined ? {} : { about }),
    ...(version === undefined ? {} : { version }),
    ...(returns ? { returns } : {}),
    ...(confirm === undefined ? {} : { confirm: { ...confirm, ...(style === undefined ? {} : { style }) } }),
  };
}

/**
 * Renders a row of buttons, with `more` in the overflow menu; empty when there are no actions. `isKept` keeps
 * the card after a press, for cards that show more than these buttons' subject.
 */
export function buttons(actions: Action[], more: Action[], dialog: boolean, isKept = false): IActionSet[] {
  const data = (action: Action) => ({ ...pressData(action), ...(isKept ? { stays: isKept } : {}) });
  // a menu of one button takes its place and hides its name
  const [visible, menu] = more.length === 1 ? [[...actions, ...more], []] : [actions, more];
  const shown = [
    ...visible.map((action) => button(action.label, data(action), { style: action.style }, dialog)),
    ...menu.map((action) =>
      button(action.label, data(action), { style: action.style, mode: 'secondary' }, dialog),
    ),
  ];
  return shown.length === 0 ? [] : [{ type: 'ActionSet', actions: shown }];
}

/** Renders a button that opens a page. */
export const pageButton = ({ label, url }: Block & { is: 'page' }): IActionSet => ({
  type: 'ActionSet',
  actions: [{ type: 'Action.OpenUrl', title: label, url }],
});

/**
 * Renders an item of a checklist as a row that a press ticks or clears. A toggle would need a button that sends
 * all of them, and would overwrite what somebody else ticked meanwhile.
 */
export function taskRow({ text, done, check, uncheck }: Task, state: RenderState): IColumnSet {
  const action = done ? uncheck : check;
  const items = (words: string) => paragraph([plain(words)], 'normal', state);
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    selectAction: button(`${action.label} ${text}`, pressData(action), {}, state.dialog),
    columns: [
      { type: 'Column', width: 'auto', items: items(done ? '☑' : '☐') },
      { type: 'Column', width: 'stretch', spacing: 'Small', items: items(text) },
    ],
  };
}
