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
 * A picked person: the token the field was drawn with, or an Entra object id. The directory names
 * people otherwise than their own messages do, so the roster is asked for the id that those carry. The
 * picker sends no name: of a colleague whom no roster lists there is none.
 */
async function personToken(value: string, room: RoomAddress, findMember: FindMember): Promise<string> {
  if (/^<@teams:[^|<>]+\|[^|<>]*>$/.test(value)) return value;
  const picked = value.replace(/[^\w.:@#-]/g, '');
  const listed = await findMember(picked, room);
  const { id = picked, name = '' } = listed.is === 'found' ? listed.member : {};
  return mentionToken(room.tenant, id, name);
}

/** What a person entered into the inputs of a form, by field name; empty ones left out. */
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
    return [[key.slice(personPrefix.length), personToken(text, room, findMember)]];
  });
  return Object.fromEntries(
    await Promise.all(filled.map(async ([name, value]) => [name, await value] as const)),
  );
}
