import { fold } from '../text/fold.ts';

/** A project among its namesakes in the workspace, oldest first. */
export type ProjectLabel = { name: string; nth: number; namesakes: number };

/** Returns a project's name, with a number if the workspace has several of that name. */
export const labelOf = ({ name, nth, namesakes }: ProjectLabel): string =>
  namesakes > 1 ? `${name} #${nth}` : name;

/** Whether a typed text means the project: its label, or words of its name. */
export function matchesProject(project: ProjectLabel, typed: string): boolean {
  const { name, number } = splitLabel(typed);
  const isNumbered = number === project.nth && fold(project.name) === fold(name);
  return isNumbered || fold(project.name).includes(fold(typed.trim()));
}

/** Splits "Apollo #2", the second Apollo. The number is undefined if none was typed. */
export function splitLabel(typed: string): { name: string; number: number | undefined } {
  const [, name = typed, number] = /^(.*?)\s*#(\d{1,6})$/s.exec(typed.trim()) ?? [];
  return { name: name.trim(), number: number === undefined ? undefined : Number(number) };
}
