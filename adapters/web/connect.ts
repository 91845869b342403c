import type { FastifyPluginAsync } from 'fastify';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { PageStore } from '../../src/ports/pages.ts';
import { webPlugin } from './inbound/plugin.ts';
import type { WebPorts } from './inbound/web-ports.ts';
import { webMessenger } from './outbound/messenger.ts';

/** The pages of customers as a platform: their routes and their messenger. */
export type Web = { plugin: FastifyPluginAsync; messenger: Messenger };

/** Puts the platform of the pages together. */
export const connectWeb = (ports: WebPorts, store: PageStore): Web => ({
  plugin: webPlugin(ports),
  messenger: webMessenger(store),
});
