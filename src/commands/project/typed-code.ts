import type { Tx } from '../../../db/database.ts';
import { type CodeLimit, returnCodeTry, takeCodeTry } from '../../../db/queries/project/code-tries.ts';
import { lockCode } from '../../../db/queries/project/links.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import { type CodeLimitScope, type Codes, isCode } from '../../domain/project/code.ts';
import type { LinkCode } from '../../domain/project/room.ts';
import { plural } from '../../domain/time/dates.ts';

/**
 * Finds and locks a typed code; undefined if none that `isMeant` exists, which costs one of the person's tries.
 * Refuses without a look at the code when no try is left.
 */
export async function loadTypedCode(
  tx: Tx,
  typed: string,
  { who, now, codes, isMeant }: { who: Who; now: string; codes: Codes; isMeant: (code: LinkCode) => boolean },
): Promise<Outcome<LinkCode | undefined>> {
  const limit = await takeCodeTry(tx, who, now);
  if (limit) return refuseMoreTries(limit, now);
  const code = isCode(typed) ? await lockCode(tx, codes.hash(typed)) : undefined;
  if (!code || !isMeant(code)) return ok(undefined);
  await returnCodeTry(tx, who);
  return ok(code);
}

const byWhom: Record<CodeLimitScope, string> = {
  account: 'You typed too many wrong codes.',
  organisation: 'Too many wrong codes were typed in your organisation.',
  everybody: 'Too many wrong codes were typed.',
};

function refuseMoreTries({ scope, until }: CodeLimit, now: string) {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 60_000));
  return rule(byWhom[scope], `Try again in ${plural(minutes, 'minute')}, with a new code.`);
}
