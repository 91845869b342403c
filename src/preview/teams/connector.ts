import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cardProblem } from './cards.ts';
import { connectorError, type Faults } from './faults.ts';
import { cardOf, type Json, objectAt, type TeamsRoom, type TeamsRooms, textAt } from './rooms.ts';

/** A call the connector received. */
export type ConnectorCall = { method: string; path: string; query: Json; body: Json; authorization?: string };

/** Teams refuses messages over 100 KB, counted as UTF-16. */
const maxMessageBytes = 100 * 1024;
const maxHangMs = 30_000;

type Refusal = { status: number; body: unknown };
const refusal = (status: number, code: string): Refusal => ({ status, body: connectorError(code) });

/** What the connector needs to answer. */
export type ConnectorState = {
  rooms: TeamsRooms;
  faults: Faults;
  tenant: string;
  /** The only authorization header that is accepted; undefined: none is asked for. */
  authorization: string | undefined;
  received(call: ConnectorCall): void;
};

const params = (request: FastifyRequest) => request.params as { conversation: string; id: string };
const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as Json;

/** A conversation id is a room's, with the thread it continues after `;messageid=`. */
function placeOf(
  conversation: string,
  { rooms }: ConnectorState,
): { room: TeamsRoom; thread?: string } | undefined {
  const [id = '', thread] = conversation.split(';messageid=');
  const room = rooms.rooms.get(id);
  return room && { room, ...(thread === undefined ? {} : { thread }) };
}

/** A message says something, and its card is one that Teams draws. */
function isMessage(activity: Json): boolean {
  const card = cardOf(activity);
  return card ? cardProblem(card) === undefined : (textAt(activity, 'text') ?? '') !== '';
}

function post(request: FastifyRequest, state: ConnectorState): Json | Refusal {
  const place = placeOf(params(request).conversation, state);
  if (!place) return refusal(404, 'ConversationNotFound');
  const activity = bodyOf(request);
  if (!isMessage(activity)) return refusal(400, 'BadSyntax');
  const { room, ...thread } = place;
  const targeted = (request.query as Json).isTargetedActivity === 'true';
  if (!targeted) {
    // Teams splits text and card into two messages, and names neither.
    if (textAt(activity, 'text') !== undefined && cardOf(activity)) return {};
    return { id: state.rooms.post(room.id, activity, thread).id };
  }
  const recipient = textAt(objectAt(activity, 'recipient'), 'id');
  if (recipient === undefined || room.kind === 'personal') return refusal(400, 'BadArgument');
  if (!room.members.some(({ id }) => id === recipient)) return refusal(403, 'BotNotInConversationRoster');
  const quoted = quotedIn(activity);
  const isKnown = state.rooms.said.some(({ id, targetedTo }) => id === quoted && targetedTo === recipient);
  if (quoted !== undefined && !isKnown) return refusal(400, 'INVALID_TARGETED_MESSAGE_ID');
  return { id: state.rooms.post(room.id, activity, { ...thread, targetedTo: recipient }).id };
}

/** The private message that an answer quotes. */
function quotedIn({ entities }: Json): string | undefined {
  const quotes = (Array.isArray(entities) ? entities : []).filter(
    (one) => textAt(one, 'type') === 'targetedMessageInfo',
  );
  return textAt(quotes[0], 'messageId');
}

function change(request: FastifyRequest, state: ConnectorState): Json | Refusal {
  const { conversation, id } = params(request);
  const place = placeOf(conversation, state);
  if (!place) return refusal(404, 'ConversationNotFound');
  const message = state.rooms.message(id);
  if (message?.room !== place.room.id) return refusal(404, 'ActivityNotFoundInConversation');
  const isTargeted = (request.query as Json).isTargetedActivity === 'true';
  if (isTargeted !== (message.targetedTo !== undefined))
    return refusal(404, 'ActivityNotFoundInConversation');
  if (isTargeted && bodyOf(request).recipient !== undefined) return refusal(400, 'BadArgument');
  if (request.method === 'DELETE') state.rooms.delete(message);
  else if (!isMessage(bodyOf(request))) return refusal(400, 'BadSyntax');
  else state.rooms.edit(message, bodyOf(request));
  return { id };
}

function createConversation(request: FastifyRequest, state: ConnectorState): Json | Refusal {
  const { members, activity, channelData } = bodyOf(request);
  const channel = textAt(objectAt(channelData, 'channel'), 'id');
  if (channel !== undefined) {
    if (!state.rooms.rooms.has(channel)) return refusal(404, 'ConversationNotFound');
    const { id } = state.rooms.post(channel, objectAt({ activity }, 'activity'), {});
    return { id: `${channel};messageid=${id}`, activityId: id };
  }
  const [first] = Array.isArray(members) ? members : [];
  const person = state.rooms.person(textAt(first, 'id') ?? '');
  return person
    ? { id: state.rooms.personal(person, state.tenant).id }
    : refusal(403, 'ForbiddenOperationException');
}

const asMember = (person: TeamsRoom['members'][number], room: TeamsRoom) => {
  const { zone: _, ...account } = person;
  return { tenantId: room.tenant, userRole: 'user', ...account };
};

function member(request: FastifyRequest, state: ConnectorState): Json | Refusal {
  const { conversation, id } = params(request);
  const place = placeOf(conversation, state);
  if (!place) return refusal(404, 'ConversationNotFound');
  const found = place.room.members.find((one) => one.id === id || one.aadObjectId === id);
  return found ? asMember(found, place.room) : refusal(404, 'MemberNotFoundInConversation');
}

function members(request: FastifyRequest, state: ConnectorState): Json | Refusal {
  const place = placeOf(params(request).conversation, state);
  if (!place) return refusal(404, 'ConversationNotFound');
  return { members: place.room.members.map((one) => asMember(one, place.room)) };
}

const isRefusal = (result: Json | Refusal): result is Refusal => typeof result.status === 'number';

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  state: ConnectorState,
  work: (request: FastifyRequest, state: ConnectorState) => Json | Refusal,
) {
  const path = request.url.split('?')[0] ?? '';
  const { authorization } = request.headers;
  state.received({
    method: request.method,
    path: decodeURIComponent(path),
    query: request.query as Json,
    body: bodyOf(request),
    ...(authorization === undefined ? {} : { authorization }),
  });
  if (state.authorization !== undefined && authorization !== state.authorization) {
    return reply.code(401).send(connectorError('Unauthorized'));
  }
  const fault = state.faults.take(request.method, decodeURIComponent(request.url));
  if (fault?.does === 'answer')
    return reply
      .code(fault.status)
      .headers(fault.headers ?? {})
      .send(fault.body);
  if (fault?.does === 'hang' || fault?.does === 'drop') {
    reply.hijack();
    if (fault.does === 'drop') request.raw.socket.destroy();
    else setTimeout(() => request.raw.socket.destroy(), maxHangMs).unref();
    return reply;
  }
  if (JSON.stringify(bodyOf(request)).length * 2 > maxMessageBytes) {
    return reply.code(413).send(connectorError('MessageSizeTooBig'));
  }
  const result = work(request, state);
  if (isRefusal(result)) return reply.code(result.status).send(result.body);
  if (fault?.does === 'garbage') return reply.code(200).type('text/html').send('<html>hello</html>');
  return reply.code(request.method === 'POST' ? 201 : 200).send(result);
}

/** The Bot Connector's REST interface, as far as a bot uses it. Source: Bot Connector API reference v3. */
export function connectorRoutes(server: FastifyInstance, state: ConnectorState): void {
  const conversation = '/v3/conversations/:conversation';
  const routes = [
    ['POST', '/v3/conversations', createConversation],
    ['POST', `${conversation}/activities`, post],
    ['POST', `${conversation}/activities/:id`, post],
    ['PUT', `${conversation}/activities/:id`, change],
    ['DELETE', `${conversation}/activities/:id`, change],
    ['GET', `${conversation}/members/:id`, member],
    ['GET', `${conversation}/pagedmembers`, members],
  ] as const;
  for (const [method, url, work] of routes) {
    server.route({ method, url, handler: (request, reply) => answer(request, reply, state, work) });
  }
}
