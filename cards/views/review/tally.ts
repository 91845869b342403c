import type { MilestoneFacts, ReviewFacts } from '../../../src/domain/facts.ts';
import { countedApprovals, neededApprovals, pendingApprovers } from '../../../src/domain/review/seats.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Block, plain, strong, text } from '../../model.ts';
import { andList, joined } from '../words.ts';
import { awaitedWords } from './standing.ts';

const maxNames = 5;

/** "1 of 2 approved: Cleo. Waiting for Dan."; empty where one approval is enough (APR-8). `namesPending`: also says whom it waits for. */
export function tallyLine(facts: ReviewFacts, namesPending: boolean): Block[] {
  const needed = neededApprovals(facts);
  if (needed < 2) return [];
  const given = countedApprovals(facts);
  const names = given.map(({ person, personId, by, byId }) =>
    personId === byId ? (person ?? 'somebody') : `${person ?? 'somebody'} (by ${by ?? 'somebody'})`,
  );
  const pending = pendingApprovers(facts).map(({ name }) => name);
  const missing = needed - given.length - pending.length;
  const waits = [
    namesPending &&
      needed > given.length &&
      pending.length > 0 &&
      `Waiting for ${awaitedWords(facts, pending)}.`,
    missing > 0 && `${plural(missing, 'more person')} must get the role first.`,
  ];
  return [
    text([
      strong(`${given.length} of ${needed} approved`),
      plain(joined([`${names.length > 0 ? `: ${andList(names.slice(0, maxNames))}` : ''}.`, ...waits], ' ')),
    ]),
  ];
}

/** "Bo can decide for Cleo until Tue 5 Jan."; empty without deputies. `today` is YYYY-MM-DD in the project's zone. */
export function deputyLine({ approvers }: Pick<MilestoneFacts, 'approvers'>, today: string): Block[] {
  const lines = approvers.flatMap(({ name, deputies }) =>
    deputies
      .filter(({ until }) => until >= today)
      .map((one) => `${one.name} can decide for ${name} until ${formatDate(one.until, today)}.`),
  );
  return lines.length > 0 ? [text(lines.slice(0, maxNames).join(' '), 'quiet')] : [];
}
