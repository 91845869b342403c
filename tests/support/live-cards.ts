import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { bindActions, type Card } from '../../cards/model.ts';
import { renderSlack } from '../../cards/render/slack/cards.ts';
import { renderTeams } from '../../cards/render/teams/cards.ts';
import { renderSummary } from '../../cards/render/text.ts';
import type { Database } from '../../db/database.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { createDraw } from '../../src/live-cards/draw.ts';
import type { Ends } from '../../src/preview/ends.ts';

type Live = {
  workspace_id: string;
  id: string;
  project_id: string;
  audience: 'team' | 'customer';
  room_id: string;
  room_audience: 'team' | 'customer';
  room_kind: 'channel' | 'direct';
  subject_kind: string;
  subject_id: string;
  message_id: string | null;
  platform: 'slack' | 'teams' | 'web';
  tenant: string;
  channel: string;
};

/** The number of live cards, and the ones that do not show the current state. */
export type Checked = { cards: number; wrong: { card: string; shows: unknown; should: unknown }[] };

/**
 * Redraws every live card from the database and compares it word for word with what readers see. A card
 * without a message counts as wrong. `now` is the calendar's clock, where it was moved.
 */
export async function checkCards(
  db: Database,
  ends: Ends,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): Promise<Checked> {
  const draw = createDraw(now);
  const live = rowsOf<Live>(
    await db.execute(sql`select card.*, room.audience as room_audience, room.kind as room_kind, room.platform, room.tenant, room.channel from card
      join room on room.workspace_id = card.workspace_id and room.id = card.room_id order by card.id`),
  );
  const wrong: Checked['wrong'] = [];
  for (const one of live) {
    const card = await db.transaction(async (tx) => {
      await enterWorkspace(tx, one.workspace_id);
      const { workspace_id: workspaceId, project_id: projectId, room_id: id, room_audience: audience } = one;
      const isDirect = one.room_kind === 'direct';
      const drawn = await draw(
        tx,
        { kind: one.subject_kind, id: one.subject_id },
        {
          postedFor: one.audience,
          room: { workspaceId, projectId, id, audience, platform: one.platform, isDirect },
        },
      );
      return drawn && bindActions(drawn, { project: one.project_id });
    });
    const should = card && renderedFor(one, card);
    const shows = one.platform === 'web' ? await shownOnPage(db, one) : shownAt(ends, one);
    if (plainly(shows) !== plainly(should)) {
      const name = `${one.platform} ${one.channel} ${one.message_id}`;
      wrong.push({ card: name, shows: shows ?? 'nothing', should: should ?? 'nothing' });
    }
  }
  return { cards: live.length, wrong };
}

function renderedFor({ platform, tenant }: Live, card: Card): unknown {
  if (platform === 'slack') return renderSlack(card, { tenant });
  if (platform === 'teams') return { card: renderTeams(card, { tenant }), summary: renderSummary(card) };
  return card;
}

/** A page is rendered from the cards that it got. */
async function shownOnPage(db: Database, { workspace_id, message_id }: Live): Promise<unknown> {
  const found = await db.execute(sql`select card from page_message
    where workspace_id = ${workspace_id}::uuid and id::text = ${message_id}`);
  return rowsOf<{ card: unknown }>(found)[0]?.card;
}

function shownAt({ slack, teams }: Ends, { platform, channel, message_id }: Live): unknown {
  if (platform === 'slack') {
    const post = slack.world.posts.find((one) => one.ts === message_id && one.channel === channel);
    return post && { text: post.text, blocks: post.blocks };
  }
  const message = message_id === null ? undefined : teams.rooms.message(message_id);
  return message?.room === channel ? { card: message.card, summary: message.summary } : undefined;
}

/** Serialises a value independently of the order of its keys; absent and undefined are equal. */
const plainly = (value: unknown): string => JSON.stringify(sorted(JSON.parse(JSON.stringify(value ?? null))));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
