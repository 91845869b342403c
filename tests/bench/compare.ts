import { median } from './figure.ts';

/** Measures one candidate once, in answers per second. */
type Racer = () => Promise<number>;

/**
 * Measures the candidates in turns, several times, so that other load on the machine affects all alike.
 * @returns the measurements of each, round by round.
 */
export async function takeTurns<Name extends string>(
  racers: Record<Name, Racer>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(racers) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) results[name].push(await racers[name]());
  }
  return results;
}

/** Returns the median ratio of two series, each pair measured in the same round. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? Number.NaN)));
}
