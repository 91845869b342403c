import { median } from './figure.ts';

/** One thing that is measured again and again, as answers a second. */
export type Racer = () => Promise<number>;

/**
 * Lets all take turns, several times, so that whatever else the machine does hits all alike.
 *
 * @returns what each measured, round by round.
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

/** The middle one of the ratios, each of two that were measured in the same round. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? Number.NaN)));
}
