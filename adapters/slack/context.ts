import type { FastifyBaseLogger } from 'fastify';
import type { RoomAddress, Run } from '../../src/ports/intent.ts';
import type { SlackClients } from './clients.ts';
import type { Exchange } from './inbound/exchange.ts';
import type { SlackFiles } from './inbound/files.ts';

/** What a listener works with. `clients` are the interactive ones. */
export type ListenerPorts = { run: Run; clients: SlackClients; files: SlackFiles; log: FastifyBaseLogger };

/** What Bolt's authorisation says of every request: whose installation it is, and how it is answered. */
export type RequestContext = { exchange: Exchange; teamId: string; botToken: string; botUserId: string };

/** Where somebody asked, and so where they are answered. */
export type ReplyTarget = { token: string; user: string; room?: RoomAddress; thread?: string };
