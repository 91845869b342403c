/** What an operator may say besides the line itself. */
export type Options = {
  /** Name or id of the project that is meant. */
  project?: string;
  /** Whose role to act with: an address, an e-mail address or a name. */
  as?: string;
  /** Id or name of the workspace, where there are several. */
  workspace?: string;
  /** Say what would happen, and do nothing (`import`). */
  dryRun?: true;
  /** Answer as JSON. */
  json: boolean;
  help: boolean;
};

/** A call of the program: the words of the line, as the shell cut them, and the options. */
export type Arguments = { words: string[]; options: Options };

/**
 * Reads the arguments of the program. Options may stand before or after the line, as `--name value`
 * or `--name=value`; everything after `--` belongs to the line.
 *
 * @returns what was asked, or in `problem` why it cannot be read.
 */
export function readArguments(args: readonly string[]): Arguments | { problem: string } {
  const words: string[] = [];
  const options: Options = { json: false, help: false };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      words.push(...args.slice(at + 1));
      break;
    }
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) {
      words.push(arg);
    } else if (name === 'json' || name === 'help' || name === 'dry-run') {
      if (inline !== undefined) return { problem: `--${name} takes no value.` };
      if (name === 'dry-run') options.dryRun = true;
      else options[name] = true;
    } else if (name === 'project' || name === 'as' || name === 'workspace') {
      const value = inline ?? args[++at];
      if (!value?.trim()) return { problem: `--${name} needs a value.` };
      options[name] = value.trim();
    } else {
      return { problem: `There is no option --${name}. If it is part of a text, write -- before the line.` };
    }
  }
  return { words, options };
}
