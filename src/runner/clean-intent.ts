import { storable } from '../domain/text/storable.ts';
import type { Actor, Intent, RoomAddress } from '../ports/intent.ts';

/** Returns an intent whose texts can all be stored; payloads can hold anything. */
export function cleanIntent(intent: Intent): Intent {
  const { actor, room } = intent;
  return {
    ...intent,
    actor: cleanActor(actor),
    ...(room ? { room: cleanRoom(room) } : {}),
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
