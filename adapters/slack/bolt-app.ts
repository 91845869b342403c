import { App, type Authorize, type BlockAction, type Receiver, type ViewSubmitAction } from '@slack/bolt';
import { formCallbackId } from '../../cards/render/slack/cards.ts';
import type { PersonNewsHandler, RoomNewsHandler } from '../../src/ports/intent.ts';
import { clientOptions } from './clients.ts';
import type { Door, DoorContext } from './context.ts';
import { onCommand } from './inbound/command.ts';
import { mentionListener } from './inbound/message.ts';
import { PERSON_EVENTS, personNews } from './inbound/person-news.ts';
import { onPress, PRESS_ACTION } from './inbound/press.ts';
import { NEWS_EVENTS, roomNews } from './inbound/room-news.ts';
import { onSubmission } from './inbound/submission.ts';
import { NotInstalled, type SlackInstallations } from './installations.ts';

/** What a Bolt app of ours is made of. */
export type AppParts = {
  receiver: Receiver;
  installations: SlackInstallations;
  door: Door;
  onRoomNews: RoomNewsHandler;
  onPersonNews: PersonNewsHandler;
  apiUrl: string | undefined;
};

/**
 * The Bolt app. Bolt tries every listener on every request, so there are four, and our own routing
 * behind them.
 */
export function boltApp({
  receiver,
  installations,
  door,
  onRoomNews,
  onPersonNews,
  apiUrl,
}: AppParts): App<DoorContext> {
  const options = clientOptions('interactive', apiUrl, door.log);
  const app = new App<DoorContext>({
    receiver,
    authorize: authorizeBy(installations),
    convoStore: false,
    processBeforeResponse: false,
    clientOptions: options,
    ...(options.logger ? { logger: options.logger } : {}),
  });
  // Rethrown, so that the receiver answers the person; Bolt alone would say nothing to them.
  app.error(async (error) => {
    throw error;
  });
  app.command(/.*/, (args) => onCommand(args, door));
  app.action<BlockAction>({ type: 'block_actions', action_id: PRESS_ACTION }, (args) => onPress(args, door));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: formCallbackId }, (args) =>
    onSubmission(args, door),
  );
  const onMention = mentionListener(door);
  app.event(/.*/, async ({ event, body, context }) => {
    // Where the app was uninstalled, Bolt does not authorise: the envelope alone names the workspace.
    const tenant = context.teamId ?? body.team_id;
    if (PERSON_EVENTS.has(event.type)) {
      const person = tenant && personNews(event, tenant);
      return person ? onPersonNews(person) : undefined;
    }
    if (!NEWS_EVENTS.has(event.type)) return onMention(event, body, context);
    const heard = tenant && roomNews(event, tenant, context.botUserId);
    if (heard) await onRoomNews(heard);
  });
  return app;
}

/** Both ids of the bot are given, so that Bolt asks Slack nothing on a request. */
function authorizeBy(installations: SlackInstallations): Authorize<boolean> {
  return async ({ teamId, enterpriseId }) => {
    const found = teamId === undefined ? undefined : await installations.find(teamId, enterpriseId);
    if (!found) throw new NotInstalled(`Not installed in ${teamId ?? 'an unnamed workspace'}`);
    const { botToken, botUserId, botId } = found;
    return { botToken, botUserId, botId, teamId: found.teamId };
  };
}
