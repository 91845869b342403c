import type { About, Action, Form } from '../../model.ts';

/** What a button of a page does when it is pressed. */
export type PagePress = Pick<
  Action,
  'command' | 'input' | 'about' | 'version' | 'returns' | 'confirm' | 'style'
>;

/** What a form of a page does when it is submitted. */
export type PageForm = Pick<Form, 'command' | 'given'> & {
  about?: About;
  /** The names of its fields; nothing else is read from a submission. */
  fields: string[];
  /** The mention token behind the name that a field showed. */
  people: Record<string, string>;
};

/** What a button or form carries, so that nothing else can be asked through it. */
export type Carried = ({ is: 'press' } & PagePress) | ({ is: 'form' } & PageForm) | { is: 'leave' };

/** Writes the buttons of one page. */
export type Buttons = {
  /** Where forms are posted. */
  target: string;
  /** Returns the signed value of a button or form. */
  seal(carried: Carried): string;
};

/** The name of the hidden input with the signed value. */
export const carriedName = 'carried';
/** Field names get this prefix, so that they never clash with inputs of the page itself. */
export const fieldPrefix = 'in.';
/** The name of the button that shows all fields of a form. */
export const moreName = 'more';

/** Returns what an action carries. */
export const pressOf = ({ command, input, about, version, returns, confirm, style }: Action): Carried => ({
  is: 'press',
  command,
  input,
  ...(about ? { about } : {}),
  ...(version === undefined ? {} : { version }),
  ...(returns ? { returns } : {}),
  ...(confirm ? { confirm } : {}),
  ...(style ? { style } : {}),
});
