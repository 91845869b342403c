import type { Locator } from 'playwright-core';
import type { PreviewPage } from './preview-page.ts';

type Side = 'Slack' | 'Teams';
type Name = Parameters<PreviewPage['as']>[0];

const patience = { timeout: 15_000 };

/**
 * A newcomer in the preview, whose actions are counted. An action is one line that they type and send, one press of
 * a button or entry of a menu, or one form that they fill in and send. Looking, opening a room and handing the
 * keyboard to a colleague are none.
 */
export type Newcomer = {
  /** What was done so far, in order: one entry an action. */
  actions: string[];
  /** Opens a room of the client. */
  open(side: Side, room: string): Promise<void>;
  /** Lets a colleague act, in the same rooms. */
  handsTo(name: Name): Promise<void>;
  /** Types a line. Rejects if no message in the rooms has shown its command before. */
  types(side: Side, line: string): Promise<void>;
  /** Presses the newest button of that label, of the messages with `words`. */
  presses(side: Side, label: string, ...words: string[]): Promise<void>;
  /** Chooses an entry of the "more" menu of the newest message with `words`. */
  chooses(side: Side, label: string, words: string): Promise<void>;
  /** Fills in the open form by label and sends it. */
  sends(title: string, values: Record<string, string>): Promise<void>;
  /** Waits for a message with all these words. */
  sees(side: Side, ...words: string[]): Promise<Locator>;
};

/** Starts to count what somebody does in a preview. */
export function newcomerIn(preview: PreviewPage): Newcomer {
  const { page } = preview;
  const actions: string[] = [];
  const rooms = new Map<Side, string>();
  const pane = (side: Side) =>
    page.getByRole('region', { name: side === 'Slack' ? 'Slack' : 'Microsoft Teams', exact: true });
  const withWords = (side: Side, words: string[]) =>
    words.reduce((all, hasText) => all.filter({ hasText }), preview.messages(side));
  const open = async (side: Side, room: string) => {
    rooms.set(side, room);
    await pane(side).getByRole('navigation').getByRole('button', { name: room }).click();
  };
  return {
    actions,
    open,
    async handsTo(name) {
      await preview.as(name);
      for (const [side, room] of rooms) await open(side, room);
    },
    async types(side, line) {
      const [command = ''] = line.split(' ');
      const told = [
        ...(await preview.messages('Slack').allInnerTexts()),
        ...(await preview.messages('Teams').allInnerTexts()),
      ];
      if (!told.some((words) => words.includes(`${command} `))) {
        throw new Error(`No message has shown “${command}”, so that a newcomer does not know it`);
      }
      actions.push(`types in ${side}: ${line}`);
      await preview.type(side, side === 'Slack' ? `/milestone ${line}` : line);
    },
    async presses(side, label, ...words) {
      // a button's name for a screen reader adds what it is about
      const button = withWords(side, words)
        .getByRole('button')
        .filter({ hasText: new RegExp(`^${label}$`) });
      await button.last().click(patience);
      actions.push(`presses in ${side}: ${label}`);
    },
    async chooses(side, label, words) {
      await withWords(side, [words]).getByRole('button', { name: 'More' }).last().click(patience);
      await page.getByRole('menuitem', { name: label, exact: true }).click(patience);
      actions.push(`chooses in ${side}: ${label}`);
    },
    async sends(title, values) {
      const form = page.getByRole('dialog', { name: title });
      await form.waitFor(patience);
      for (const [label, value] of Object.entries(values)) {
        const field = form.getByLabel(label);
        if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') {
          await field.selectOption({ label: value }, patience);
        } else await field.fill(value, patience);
      }
      await form.locator('button[type=submit]').click(patience);
      await form.waitFor({ ...patience, state: 'detached' });
      actions.push(`sends the form: ${title}`);
    },
    async sees(side, ...words) {
      const message = withWords(side, words).last();
      await message.waitFor(patience);
      return message;
    },
  };
}
