import type { FastifyBaseLogger } from 'fastify';
import type {
  MessageNewsHandler,
  ReactionNewsHandler,
  RoomAddress,
  Run,
  ThreadNewsHandler,
} from '../../src/ports/intent.ts';
import type { SlackClients } from './clients.ts';
import type { Exchange } from './inbound/exchange.ts';
import type { SlackFiles } from './inbound/files.ts';

/** What a listener uses. `clients` are interactive ones. */
export type ListenerPorts = {
  run: Run;
  onThreadNews: ThreadNewsHandler;
  onMessageNews: MessageNewsHandler;
  onReactionNews: ReactionNewsHandler;
  clients: SlackClients;
  files: SlackFiles;
  log: FastifyBaseLogger;
};

/** What Bolt's authorisation adds to each request: the installation, and the HTTP exchange. */
export type RequestContext = {
  exchange: Exchange;
  teamId: string;
  botToken: string;
  botUserId: string;
  botId?: string | undefined;
  teamUrl?: string | undefined;
};

/** Whom to answer, and where. */
export type ReplyTarget = {
  token: string;
  user: string;
  room?: RoomAddress | undefined;
  thread?: string | undefined;
};
