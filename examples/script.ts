/** One line of a plan: somebody types, or presses a button of a milestone's card. */
export type Step =
  | { person: string; where: 'Slack' | 'Teams'; does: 'types'; line: string }
  | { person: string; where: 'Slack' | 'Teams'; does: 'presses'; button: string; milestone: string };

const typed = /^(\w+) in (Slack|Teams): (.+)$/;
const pressed = /^(\w+) in (Slack|Teams) presses (.+) on (\d+)$/;

/**
 * Reads a plan: one step a line; blank lines and those that begin with # are for people.
 *
 * @throws with the number of the line that cannot be read.
 */
export function readScript(text: string): Step[] {
  return text.split(/\r?\n/).flatMap((line, index): Step[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, typist = '', there, words = ''] = typed.exec(line) ?? [];
    if (there) return [{ person: typist, where: there as Step['where'], does: 'types', line: words }];
    const [, presser = '', where, button = '', milestone = ''] = pressed.exec(line) ?? [];
    if (where)
      return [{ person: presser, where: where as Step['where'], does: 'presses', button, milestone }];
    throw new Error(
      `Line ${index + 1} of the plan is neither “Ana in Slack: …” nor “Ana in Teams presses Start on 2”.`,
    );
  });
}
