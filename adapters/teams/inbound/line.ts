import { type Activity, mentionsOf } from './schemas.ts';

const namedEntities: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntity(entity: string, name: string): string {
  if (!name.startsWith('#')) return namedEntities[name.toLowerCase()] ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}

/** Decodes entities and breaks typed mention tokens: only Teams says who is mentioned. */
export function decodeText(text: string): string {
  return text
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, decodeEntity)
    .replace(/<@(?=\w+:)/g, '< @')
    .replace(/[\u00a0\u200b\ufeff]/g, ' ');
}

/** Returns the token of a person. */
export function mentionToken(tenant: string, user: string, name: string): string {
  return `<@teams:${tenant}/${user}|${name.replace(/[<>|]/g, ' ').trim()}>`;
}

/** Returns the token of a channel, team or tag. */
const groupToken = (tenant: string, id: string, name: string): string =>
  `<@group:${tenant}/${id}|${name.replace(/[<>|]/g, ' ').trim()}>`;

/** Whether a mention is of a conversation (`19:…`) or a tag. Source: Teams "mentions". */
const isGroup = ({ id, type }: { id: string; type?: unknown }): boolean =>
  id.startsWith('19:') || (typeof type === 'string' && /^(?:tag|channel|team|everyone)$/i.test(type));

/** Normalises a message: mentions become tokens. Removes mentions of the bot and a leading slash. */
export function lineOf(activity: Activity, tenant: string): string {
  const unmatched = mentionsOf(activity);
  const own = unmatched
    .filter(({ mentioned }) => mentioned.id === activity.recipient.id)
    .map(({ text }) => text);
  const parts = (activity.text ?? '').split(/(<at\b[^>]*>.*?<\/at>)/gis);
  const texts = parts.map((part, index) => {
    if (index % 2 === 0) return decodeText(part);
    const position = unmatched.findIndex((mention) => mention.text === part);
    const shown = decodeText(part.replace(/<[^>]*>/g, ''));
    const [mention] = position === -1 ? [] : unmatched.splice(position, 1);
    if (mention?.mentioned.id === activity.recipient.id || (!mention && own.includes(part))) return ' ';
    if (!mention) return shown;
    const { mentioned } = mention;
    const name = mentioned.name ?? shown;
    return isGroup(mentioned)
      ? groupToken(tenant, mentioned.id, name)
      : mentionToken(tenant, mentioned.id, name);
  });
  const line = texts
    .join('')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return line.replace(/^\/(?=\w)/, '');
}
