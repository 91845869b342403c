import { fold } from '../text/fold.ts';

/** A person with details that distinguish them from namesakes. */
type Namesake = {
  name: string;
  /** Mail addresses from their organisations. */
  emails: readonly string[];
  /** Display names of their platforms. */
  on: readonly string[];
  /** Their account ids, the last resort. */
  handles: readonly string[];
};

/**
 * Returns a distinct label for each person: the name if unique, else with addresses and platforms, else with
 * account ids too: "Ana (ana@acme.com, Slack)".
 */
export function distinctLabels(people: readonly Namesake[]): string[] {
  const isUnique = (labels: readonly string[], label: string) =>
    labels.filter((other) => fold(other) === fold(label)).length === 1;
  const names = people.map(({ name }) => name);
  const detailed = people.map((person) => labelled(person, [...person.emails, ...person.on]));
  return people.map((person, nth) => {
    const label = detailed[nth] ?? person.name;
    if (isUnique(names, person.name)) return person.name;
    return isUnique(detailed, label)
      ? label
      : labelled(person, [...person.emails, ...person.on, ...person.handles]);
  });
}

const labelled = ({ name }: Namesake, details: readonly string[]) =>
  details.length === 0 ? name : `${name} (${[...new Set(details)].join(', ')})`;
