import {
  App,
  type Authorize,
  type BlockAction,
  type MessageShortcut,
  type Receiver,
  type ViewSubmitAction,
} from '@slack/bolt';
import { formCallbackId } from '../../cards/render/slack/cards.ts';
import { fieldActionId } from '../../cards/render/slack/fields.ts';
import type { PersonNewsHandler, RoomNewsHandler } from '../../src/ports/intent.ts';
import { clientOptions } from './clients.ts';
import type { ListenerPorts, RequestContext } from './context.ts';
import { onCommand } from './inbound/command.ts';
import { onSuggestion } from './inbound/form-request.ts';
import { enterpriseOf, messageListener } from './inbound/message.ts';
import { personEvents, personNews } from './inbound/person-news.ts';
import { onPress, pressActionId } from './inbound/press.ts';
import { onReaction, reactionEvents } from './inbound/quoted/reaction.ts';
import { onShortcut, shortcutId } from './inbound/quoted/shortcut.ts';
import { roomEvents, roomNews } from './inbound/room-news.ts';
import { onSubmission } from './inbound/submission.ts';
import { NotInstalled, type SlackInstallations } from './installations.ts';

/** What the Bolt app is built from. */
export type AppParts = {
  receiver: Receiver;
  installations: SlackInstallations;
  ports: ListenerPorts;
  onRoomNews: RoomNewsHandler;
  onPersonNews: PersonNewsHandler;
  apiUrl: string | undefined;
};

/** Creates the Bolt app. Bolt tries every listener on every request, so there are only six. */
export function boltApp({
  receiver,
  installations,
  ports,
  onRoomNews,
  onPersonNews,
  apiUrl,
}: AppParts): App<RequestContext> {
  const options = clientOptions('interactive', apiUrl, ports.log);
  const app = new App<RequestContext>({
    receiver,
    authorize: authorizeBy(installations),
    convoStore: false,
    processBeforeResponse: false,
    clientOptions: options,
    ...(options.logger ? { logger: options.logger } : {}),
  });
  // rethrown, so that the receiver answers the person: Bolt would send nothing
  app.error(async (error) => {
    throw error;
  });
  app.command(/.*/, (args) => onCommand(args, ports));
  app.action<BlockAction>({ type: 'block_actions', action_id: pressActionId }, (args) =>
    onPress(args, ports),
  );
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: formCallbackId }, (args) =>
    onSubmission(args, ports),
  );
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: fieldActionId }, (args) =>
    onSuggestion(args, ports),
  );
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: shortcutId }, (args) =>
    onShortcut(args, ports),
  );
  const onMention = messageListener(ports);
  app.event(/.*/, async ({ event, body, context }) => {
    // Bolt does not authorise events of an uninstalled app: only the envelope names the workspace
    const tenant = context.teamId ?? body.team_id;
    if (personEvents.has(event.type)) {
      const person = tenant && personNews(event, tenant);
      return person ? onPersonNews(person) : undefined;
    }
    if (reactionEvents.has(event.type)) return onReaction(event, ports, context, enterpriseOf(body));
    if (!roomEvents.has(event.type)) return onMention(event, body, context);
    const news = tenant && roomNews(event, tenant, context.botUserId);
    if (news) await onRoomNews(news);
  });
  return app;
}

/** Both bot ids are given, so that Bolt makes no API call per request. */
function authorizeBy(installations: SlackInstallations): Authorize<boolean> {
  return async ({ teamId, enterpriseId }) => {
    const found = teamId === undefined ? undefined : await installations.find(teamId, enterpriseId);
    if (!found) throw new NotInstalled(`Not installed in ${teamId ?? 'an unnamed workspace'}`);
    const { botToken, botUserId, botId, teamUrl } = found;
    return { botToken, botUserId, botId, teamId: found.teamId, teamUrl };
  };
}
