/** What somebody types, or presses on a milestone's card. */
export type Act =
  | { person: string; where: 'Slack' | 'Teams'; does: 'types'; line: string }
  | { person: string; where: 'Slack' | 'Teams'; does: 'presses'; button: string; milestone: string };

/** One line of a plan: somebody acts, or the clock moves on. */
export type Step =
  | Act
  /** `until` is an ISO instant; as the first step, the plan has a clock of its own. */
  | { does: 'waits'; until: string };

const typed = /^(\w+) in (Slack|Teams): (.+)$/;
const waited = /^It is (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/;
const pressed = /^(\w+) in (Slack|Teams) presses (.+) on ([\w-]+)$/;

/**
 * Reads a plan: one step a line; blank lines and those that begin with # are for people.
 *
 * @throws with the number of the line that cannot be read.
 */
export function readScript(text: string): Step[] {
  return text.split(/\r?\n/).flatMap((line, index): Step[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, day, time] = waited.exec(line) ?? [];
    if (day) return [{ does: 'waits', until: `${day}T${time}:00Z` }];
    const [, typist = '', there, words = ''] = typed.exec(line) ?? [];
    if (there) return [{ person: typist, where: there as Act['where'], does: 'types', line: words }];
    const [, presser = '', where, button = '', milestone = ''] = pressed.exec(line) ?? [];
    if (where) return [{ person: presser, where: where as Act['where'], does: 'presses', button, milestone }];
    throw new Error(
      `Line ${index + 1} of the plan is neither “Ana in Slack: …” nor “Ana in Teams presses Start on 2”.`,
    );
  });
}
