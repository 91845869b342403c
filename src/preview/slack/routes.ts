import * as z from 'zod';
import { accepted, act, found, NotPossible } from '../act.ts';
import type { SlackDesk } from './desk.ts';
import type { SlackEnd } from './end.ts';
import { inputProblems } from './inputs.ts';
import type { SlackChannel } from './world.ts';

const id = z.string().min(1).max(100);
const text = z.string().max(8_000);
/** Who acts: the key of a person, or their id in Slack. */
const as = id;
const action = z.object({
  blockId: z.string().max(255),
  actionId: z.string().max(255),
  value: text.optional(),
  selected: text.optional(),
});

/** What people do in Slack, by its route: what comes with it, and how it is done. */
export function slackActs(
  { world }: Pick<SlackEnd, 'world'>,
  desk: () => SlackDesk,
  person: (as: string) => string,
) {
  const channelOf = (user: string, channel: string): SlackChannel => {
    const open = world.channel(channel);
    if (!open.members.has(user)) throw new NotPossible('Nobody writes where they are not a member.');
    return open;
  };
  const viewOf = (user: string, view: string) => {
    const open = world.views.find((one) => one.id === view && one.user === user);
    return found(open, 'such form open any more');
  };

  return {
    slash: act(z.object({ as, channel: id, text }), async (body): Promise<undefined> => {
      const user = person(body.as);
      channelOf(user, body.channel);
      const line = body.text.replace(/^\/milestone\b/, '').trim();
      const { status } = await desk().slash(user, body.channel, line);
      if (status !== 200) throw new NotPossible('/milestone failed with the error “dispatch_failed”.');
    }),

    say: act(
      z.object({ as, channel: id, text: text.min(1), thread: id.optional() }),
      async (body): Promise<undefined> => {
        const user = person(body.as);
        const { kind } = channelOf(user, body.channel);
        const { text: typed, thread } = body;
        const heard =
          kind === 'im'
            ? await desk().dm(user, typed, thread)
            : await desk().write(user, body.channel, typed, thread);
        if (heard) accepted(heard);
      },
    ),

    press: act(z.object({ as, channel: id, ts: id, action }), async (body): Promise<undefined> => {
      const user = person(body.as);
      channelOf(user, body.channel);
      const { blockId, actionId, selected } = body.action;
      accepted(await desk().press(user, body.channel, body.ts, { blockId, actionId, selected }));
    }),

    submit: act(
      z.object({ as, view: id, values: z.record(z.string(), text) }),
      async (body): Promise<undefined> => {
        const open = viewOf(person(body.as), body.view);
        const problems = inputProblems(open.view.blocks, body.values);
        // as in Slack, where nothing is sent before every field is right
        if (Object.keys(problems).length > 0) open.errors = problems;
        else accepted(await desk().submit(body.view, body.values));
      },
    ),

    'press-in': act(
      z.object({ as, view: id, action, values: z.record(z.string(), text) }),
      async (body): Promise<undefined> => {
        viewOf(person(body.as), body.view);
        const { blockId, actionId } = body.action;
        accepted(await desk().pressIn(body.view, { blockId, actionId }, body.values));
      },
    ),

    suggest: act(
      z.object({ as, view: id, block: id, text, values: z.record(z.string(), text) }),
      async (body) => {
        viewOf(person(body.as), body.view);
        const options = await desk().suggest(body.view, body.block, body.text, body.values);
        return { options: options.map((one) => ({ label: one.text.text, value: one.value })) };
      },
    ),

    close: act(z.object({ as, view: id }), async (body): Promise<undefined> => {
      world.views.splice(world.views.indexOf(viewOf(person(body.as), body.view)), 1);
    }),
  };
}
