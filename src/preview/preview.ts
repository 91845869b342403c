import type { FastifyPluginAsync } from 'fastify';
import type { Temporal } from 'temporal-polyfill';
import { type Act, NotPossible } from './act.ts';
import { bundlePage } from './bundle.ts';
import { castIn, seat, teamsApp, teamsTenant } from './cast.ts';
import { type Ends, startEnds } from './ends.ts';
import { createFeed } from './feed.ts';
import { type Mailbox, mailboxPage, openMailbox } from './mail/mailbox.ts';
import { type Move, momentOf } from './moment.ts';
import { startAtPort } from './ports.ts';
import { previewRoutes } from './routes.ts';
import { type DueWork, runTo } from './run-clock.ts';
import { sampleOf, tidy } from './sample.ts';
import type { SlackDesk } from './slack/desk.ts';
import { slackActs } from './slack/routes.ts';
import type { CommandHint, PreviewPerson } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { teamsActs } from './teams/routes.ts';
import { type Kept, worldStore } from './world-store.ts';

/** What the preview needs. */
export type PreviewParts = {
  /** The directory of its state, locked by this process. */
  directory: string;
  /** The state of an earlier start. */
  kept: Kept | undefined;
  /** The product's clock. */
  clock: { now(): Temporal.Instant; move(to: Temporal.Instant): void };
  /** IANA zone of all its people. */
  zone: string;
  commands: readonly CommandHint[];
};

/** The running Milepost: its address, and its due work. */
export type Listening = { url: string } & DueWork;

/** Both stand-ins with their people, and the page that shows them. */
export type Preview = {
  /** Milepost's settings to reach the stand-ins. */
  settings: Ends['settings'];
  plugin: FastifyPluginAsync;
  /** Takes the mail of Milepost, which has no mail server here. */
  mailbox: Mailbox;
  /** Completes the sample once Milepost listens; people can act when it resolves. */
  connect(milepost: Listening): Promise<void>;
  close(): Promise<void>;
};

/**
 * Restores the stand-ins of an earlier start, and starts to bundle the page.
 *
 * @throws with one line for the operator.
 */
export async function openPreview(parts: PreviewParts): Promise<Preview> {
  const { directory, kept, clock, zone, commands } = parts;
  const bundling = bundlePage();
  // reported where it is awaited
  bundling.catch(() => {});
  const people = castIn(zone);
  const ends = await startAtPort(kept?.teamsPort, (port) =>
    startEnds({
      port,
      tenant: teamsTenant,
      appId: teamsApp,
      calendar: () => clock.now().epochMilliseconds,
      // saved before the core is told that it was done, so that a kill loses nothing
      carriedOut: () => changed(),
    }),
  );
  const room = seat(ends, people);
  if (kept) {
    ends.slack.world.restore(kept.slack);
    ends.teams.rooms.restore(kept.teams);
  }
  const mailbox = openMailbox(kept?.mails ?? [], () => void changed());
  const state = { aheadMs: aheadOf(clock), sampled: kept?.sampled ?? 0 };
  const store = worldStore(directory, () => ({
    version: 1,
    ...state,
    teamsPort: Number(new URL(ends.teams.serviceUrl).port),
    slack: ends.slack.world.writings(),
    teams: ends.teams.rooms.writings(),
    mails: mailbox.mails,
  }));
  const feed = createFeed(() => {
    const now = clock.now().toString({ smallestUnit: 'millisecond' });
    return takeSnapshot(ends, { now, zone, people, commands, mails: mailbox.mails.length });
  }, store.save);
  const changed = async () => {
    feed.changed();
    await store.save();
  };
  let open: { desk: SlackDesk; milepost: Listening } | undefined;
  const opened = () => {
    if (!open) throw new NotPossible('Milepost is still starting.');
    return open;
  };
  const plugin = previewRoutes({
    bundling,
    feed,
    mail: () => mailboxPage(mailbox.mails),
    acts: {
      ...under(
        'slack',
        slackActs(ends.slack, () => opened().desk, idIn(people, 'slack')),
      ),
      ...under('teams', teamsActs(ends.teams, idIn(people, 'teams'))),
    },
    opened,
    async move(move: Move) {
      const to = momentOf(move, clock.now(), zone);
      if (typeof to === 'string') throw new NotPossible(to);
      const { milepost } = opened();
      await runTo(to, zone, {
        now: clock.now,
        nextDue: milepost.nextDue,
        async arrive(moment) {
          clock.move(moment);
          state.aheadMs = aheadOf(clock);
          await changed();
          await milepost.runDue();
        },
      });
      return { now: clock.now().toString() };
    },
    slow(slack) {
      ends.slack.slow = slack;
    },
    done: changed,
  });
  return {
    settings: ends.settings,
    plugin,
    mailbox,
    async connect(milepost) {
      await store.save();
      const desk = ends.connectTo(milepost.url);
      const today = clock.now().toZonedDateTimeISO(zone).toPlainDate().toString();
      const left = sampleOf(today).slice(state.sampled);
      for (const step of left) {
        await step({ ends, desk, room, cast: people, settle: milepost.runDue });
        state.sampled += 1;
      }
      if (left.length > 0) {
        await milepost.runDue();
        tidy(ends);
      }
      await changed();
      open = { desk, milepost };
    },
    close: () => ends.close(),
  };
}

const aheadOf = (clock: PreviewParts['clock']) => clock.now().epochMilliseconds - Date.now();

/** Returns the platform id of a person, found by key or by that id. */
const idIn =
  (people: PreviewPerson[], side: 'slack' | 'teams') =>
  (as: string): string => {
    const person = people.find((one) => one.key === as || one[side] === as);
    if (!person) throw new NotPossible(`There is nobody called ${as}.`);
    return person[side];
  };

const under = (side: string, acts: Record<string, Act>): Record<string, Act> =>
  Object.fromEntries(Object.entries(acts).map(([name, act]) => [`${side}/${name}`, act]));
