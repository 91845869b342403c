import { inputPrefix, personPrefix } from '../../../cards/render/teams/inputs.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import { mentionToken } from './line.ts';
import type { FindMember } from './roster.ts';
import type { Press } from './schemas.ts';

const scalar = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';

/**
 * Returns the token of a picked person: the field's own token, or an Entra object id, which the roster maps
 * to the user id. For people in no roster there is no name.
 */
async function personToken(value: string, room: RoomAddress, findMember: FindMember): Promise<string> {
  if (/^<@teams:[^|<>]+\|[^|<>]*>$/.test(value)) return value;
  const picked = value.replace(/[^\w.:@#-]/g, '');
  const listed = await findMember(picked, room);
  const { id = picked, name = '' } = listed.is === 'found' ? listed.member : {};
  return mentionToken(room.tenant, id, name);
}

/** Returns the tokens of all picked people: Teams joins several values with commas. */
async function personTokens(value: string, room: RoomAddress, findMember: FindMember): Promise<string> {
  const picked = value.split(/,(?![^<]*>)/).filter((one) => one.trim() !== '');
  const tokens = await Promise.all(picked.map((one) => personToken(one.trim(), room, findMember)));
  return tokens.join(', ');
}

/** Returns a form's input by field name; empty fields are omitted. */
export async function readFormInput(
  press: Press,
  room: RoomAddress,
  findMember: FindMember,
): Promise<Record<string, string>> {
  const filled = Object.entries(press).flatMap(([key, value]): [string, string | Promise<string>][] => {
    const text = scalar(value);
    if (text === '') return [];
    if (key.startsWith(inputPrefix)) return [[key.slice(inputPrefix.length), text]];
    if (!key.startsWith(personPrefix)) return [];
    return [[key.slice(personPrefix.length), personTokens(text, room, findMember)]];
  });
  return Object.fromEntries(
    await Promise.all(filled.map(async ([name, value]) => [name, await value] as const)),
  );
}
