import type { Written } from '../domain/project/access.ts';
import { storable } from '../domain/text/storable.ts';
import type { Actor, Intent, QuotedMessage, RoomAddress } from '../ports/intent.ts';

/** Returns an intent whose texts can all be stored; payloads can hold anything. */
export function cleanIntent(intent: Intent): Intent {
  const { actor, room, written, quoted } = intent;
  return {
    ...intent,
    actor: cleanActor(actor),
    ...(room ? { room: cleanRoom(room) } : {}),
    ...(written ? { written: cleanWritten(written) } : {}),
    ...(quoted ? { quoted: cleanQuoted(quoted) } : {}),
    ask: cleanAsk(intent.ask),
  };
}

function cleanAsk(ask: Intent['ask']): Intent['ask'] {
  const project = ask.project === undefined ? {} : { project: storable(ask.project) };
  if ('line' in ask) return { ...ask, line: storable(ask.line), ...project };
  const texts = Object.entries(ask.input).filter(([, value]) => typeof value === 'string');
  const input = Object.fromEntries(texts.map(([name, value]) => [name, storable(value)]));
  return { ...ask, input, ...project };
}

const cleanWritten = ({ files, ...written }: Written): Written => ({
  ...written,
  messageId: storable(written.messageId),
  files: files.map(({ name, url }) => ({
    name: storable(name),
    ...(url === undefined ? {} : { url: storable(url) }),
  })),
});

const cleanQuoted = ({ author, permalink, ...quoted }: QuotedMessage): QuotedMessage => ({
  ...quoted,
  messageId: storable(quoted.messageId),
  text: storable(quoted.text),
  files: quoted.files.map(storable),
  author: { ...author, ...(author.name === undefined ? {} : { name: storable(author.name) }) },
  ...(permalink === undefined ? {} : { permalink: storable(permalink) }),
});

const cleanActor = (actor: Actor): Actor => ({
  ...actor,
  tenant: storable(actor.tenant),
  user: storable(actor.user),
  ...(actor.name === undefined ? {} : { name: storable(actor.name) }),
  ...(actor.directoryId === undefined ? {} : { directoryId: storable(actor.directoryId) }),
});

const cleanRoom = (room: RoomAddress): RoomAddress => ({
  ...room,
  tenant: storable(room.tenant),
  channel: storable(room.channel),
  ...(room.name === undefined ? {} : { name: storable(room.name) }),
});
