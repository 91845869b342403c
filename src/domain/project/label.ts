import { fold } from '../text/fold.ts';

/** A project among those of its workspace that have the same name, oldest first. */
export type ProjectLabel = { name: string; nth: number; namesakes: number };

/** What people call a project: its name, with a number where the workspace has several of that name. */
export const labelOf = ({ name, nth, namesakes }: ProjectLabel): string =>
  namesakes > 1 ? `${name} #${nth}` : name;

/** Whether somebody who types this means the project: its label, or words of its name. */
export function matchesProject(project: ProjectLabel, typed: string): boolean {
  const { name, number } = splitLabel(typed);
  const isNumbered = number === project.nth && fold(project.name) === fold(name);
  return isNumbered || fold(project.name).includes(fold(typed.trim()));
}

/** "Apollo #2" is the second Apollo. The number is undefined where none was typed. */
export function splitLabel(typed: string): { name: string; number: number | undefined } {
  const [, name = typed, number] = /^(.*?)\s*#(\d{1,6})$/s.exec(typed.trim()) ?? [];
  return { name: name.trim(), number: number === undefined ? undefined : Number(number) };
}
