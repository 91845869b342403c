import { type SQL, sql } from 'drizzle-orm';
import { contributors } from '../../../src/domain/project/access.ts';
import type { Side } from '../../../src/domain/thread/message.ts';
import { isoOf } from '../../schema/columns.ts';
import { type Addressee, addressee, addressOf } from './address.ts';
import { defineClock, isClosedOf } from './define-clock.ts';
import { type ClaimedOfProject, roomsOf } from './rooms.ts';

/** A message that may wait for an answer: of the customer, or of the team about a blocker (CUS-4, CUS-5). */
export type SilentMessage = ClaimedOfProject & {
  side: Side;
  writtenAt: string;
  /** It was answered or replaced, or this silence was told before. */
  isOver: boolean;
  /** Who wrote it, while they work on the project. */
  author: Addressee | null;
};

/** A shown message of the thread, by a condition on it (alias `o`). */
const shown = (where: SQL): SQL => sql`exists (select from message o where o.workspace_id = t.workspace_id
  and o.project_id = t.project_id and o.deleted_at is null and ${where})`;

/** The team has written since, or was told of an earlier message of the same silence. */
const isOverForTeam = sql`(${shown(sql`o.side = 'team' and o.number > t.number`)}
  or exists (select from message e where e.workspace_id = t.workspace_id and e.project_id = t.project_id
    and e.side = 'customer' and e.silence_told and e.number < t.number
    and not ${shown(sql`o.side = 'team' and o.number between e.number and t.number`)}))`;

/** The blocker is cleared, the customer has written since, or the team has written about it again. */
const isOverForCustomer = sql`(not exists (select from blocker b where b.workspace_id = t.workspace_id
    and b.project_id = t.project_id and b.number = t.blocker and b.cleared_at is null)
  or ${shown(sql`o.number > t.number and (o.side = 'customer' and (o.blocker is null or o.blocker = t.blocker)
    or o.side = 'team' and o.blocker = t.blocker)`)})`;

/** When it is looked at whether somebody answered; each message is told of at most once. */
export const silenceClock = defineClock<SilentMessage>({
  table: 'message',
  at: 'silence_at',
  isWanted: sql`t.silence_told is null and t.deleted_at is null`,
  set: sql`silence_at = next."nextAt",
    silence_told = case when next."nextAt" is null then coalesce(next.step, 0) > 0 end`,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.project_id as "projectId", t.side,
      ${isoOf(sql`t.at`)} as "writtenAt", ${isoOf(sql`t.silence_at`)} as at, pr.zone, pr.holidays, ${isClosedOf(sql`pr`)},
      case when t.side = 'customer' then ${isOverForTeam} else ${isOverForCustomer} end as "isOver",
      ${roomsOf(sql`'team'`)} as rooms, wrote.author
    from message t join project pr on pr.workspace_id = t.workspace_id and pr.id = t.project_id
      left join lateral (select ${addressee} as author from member w
        join person p on p.workspace_id = w.workspace_id and p.id = w.person_id ${addressOf(platforms)}
        where w.workspace_id = t.workspace_id and w.project_id = t.project_id and w.person_id = t.author_id
          and w.role in ${[...contributors]} limit 1) wrote on true`,
});
