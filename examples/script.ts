/** Where people of a plan are. */
export type Where = 'Slack' | 'Teams' | 'the page';

/** What somebody types, or presses on a card. */
export type Act =
  | { person: string; where: 'Slack' | 'Teams'; does: 'types'; line: string }
  | { person: string; where: 'Slack' | 'Teams'; does: 'presses'; button: string; milestone: string }
  | { person: string; where: 'the page'; does: 'opens' }
  /** `card` is the beginning of its title; `says` goes into the first field of the form that the button opens. */
  | { person: string; where: 'the page'; does: 'presses'; button: string; card: string; says?: string };

/** One line of a plan: somebody acts, or the clock moves on. */
export type Step =
  | Act
  /** `until` is an ISO instant; as the first step, the plan has a clock of its own. */
  | { does: 'waits'; until: string };

const typed = /^(\w+) in (Slack|Teams): (.+)$/;
const waited = /^It is (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/;
const pressed = /^(\w+) in (Slack|Teams) presses (.+?) on ([\w -]+)$/;
const opened = /^(\w+) opens the page$/;
const pressedThere = /^(\w+) on the page presses (.+?) on “(.+?)”(?:: (.+))?$/;

/**
 * Reads a plan: one step a line; blank lines and those that begin with # are for people.
 *
 * @throws with the number of the line that cannot be read.
 */
export function readScript(text: string): Step[] {
  return text.split(/\r?\n/).flatMap((line, index): Step[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const step = readStep(line);
    if (step) return [step];
    throw new Error(
      `Line ${index + 1} of the plan is neither “Ana in Slack: …” nor “Ana in Teams presses Start on 2”.`,
    );
  });
}

function readStep(line: string): Step | undefined {
  const [, day, time] = waited.exec(line) ?? [];
  if (day) return { does: 'waits', until: `${day}T${time}:00Z` };
  const [, typist = '', there, words = ''] = typed.exec(line) ?? [];
  if (isChat(there)) return { person: typist, where: there, does: 'types', line: words };
  const [, presser = '', where, button = '', milestone = ''] = pressed.exec(line) ?? [];
  if (isChat(where)) return { person: presser, where, does: 'presses', button, milestone };
  const [, visitor] = opened.exec(line) ?? [];
  if (visitor) return { person: visitor, where: 'the page', does: 'opens' };
  const [, customer, label = '', card = '', says] = pressedThere.exec(line) ?? [];
  if (!customer) return undefined;
  const press = { person: customer, where: 'the page', does: 'presses', button: label, card } as const;
  return says === undefined ? press : { ...press, says };
}

const isChat = (where: string | undefined): where is 'Slack' | 'Teams' =>
  where === 'Slack' || where === 'Teams';
