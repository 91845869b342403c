/** Options of the program, besides the line. */
export type Options = {
  /** Name or id of the project. */
  project?: string;
  /** Person whose role is used: platform address, e-mail address or name. */
  as?: string;
  /** Id or name of the workspace; needed where there are several. */
  workspace?: string;
  /** Reports what would change and changes nothing. */
  dryRun?: true;
  /** Prints JSON. */
  json: boolean;
  help: boolean;
};

/** Parsed arguments: the words of the line, as the shell split them, and the options. */
export type Arguments = { words: string[]; options: Options };

/**
 * Parses the arguments. Options may come before or after the line, as `--name value` or
 * `--name=value`; everything after `--` belongs to the line.
 *
 * @returns the arguments, or in `problem` why they are invalid.
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
