import { fold } from '../text/fold.ts';

/** Somebody with what tells them apart from others of the same name. */
export type Namesake = {
  name: string;
  /** Addresses that their organisations give them. */
  emails: readonly string[];
  /** The platforms where they are known, as people read them. */
  on: readonly string[];
  /** Their ids there; the last resort. */
  handles: readonly string[];
};

/**
 * How each of some people is called among them: by name alone where nobody else has it, else with
 * their address and platforms, else with their id too: "Ana (ana@acme.com, Slack)".
 */
export function distinctLabels(people: readonly Namesake[]): string[] {
  const alone = (labels: readonly string[], label: string) =>
    labels.filter((other) => fold(other) === fold(label)).length === 1;
  const names = people.map(({ name }) => name);
  const longer = people.map((one) => labelled(one, [...one.emails, ...one.on]));
  return people.map((one, nth) => {
    const label = longer[nth] ?? one.name;
    if (alone(names, one.name)) return one.name;
    return alone(longer, label) ? label : labelled(one, [...one.emails, ...one.on, ...one.handles]);
  });
}

const labelled = ({ name }: Namesake, details: readonly string[]) =>
  details.length === 0 ? name : `${name} (${[...new Set(details)].join(', ')})`;
