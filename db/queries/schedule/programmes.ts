import { sql } from 'drizzle-orm';
import type { QuestionState } from '../../../src/domain/stages/programmes/programme-question.ts';
import { isoOf } from '../../schema/columns.ts';
import { type Addressee, addressee, addressOf } from './address.ts';
import { type ClaimedRow, defineClock, isClosedOf } from './define-clock.ts';
import { type ProjectRoom, roomsOf } from './rooms.ts';

/** A question to the companies of a programme that is due: to be asked, or to be summed up. */
export type DueQuestion = ClaimedRow & {
  state: QuestionState;
  endsAt: string;
  hasAllAnswers: boolean;
  /** The coach who gets the summary. */
  coach: Addressee | null;
  /** The channels of the teams that are asked. */
  companies: { projectId: string; isClosed: boolean; rooms: ProjectRoom[] | null }[] | null;
};

/** When the companies of a programme are asked, and when the coach gets the summary (STG-5). */
export const programmeClock = defineClock<DueQuestion>({
  table: 'programme_question',
  at: 'next_at',
  isWanted: sql`t.state <> 'ended'`,
  isFixed: true,
  ofProject: null,
  set: sql`next_at = next."nextAt", state = case when next.step is null then t.state
    when next."nextAt" is null then 'ended' else 'open' end`,
  rows: (platforms) => sql`
    select t.workspace_id as "workspaceId", t.id, t.state, ${isoOf(sql`t.ends_at`)} as "endsAt",
      not exists (select from programme_answer a where a.workspace_id = t.workspace_id and a.question_id = t.id
        and a.text is null) as "hasAllAnswers",
      ${addressee} as coach,
      (select jsonb_agg(jsonb_build_object('projectId', company.id, 'isClosed', company."isClosed",
          'rooms', company.rooms) order by company.id)
        from (select pr.id, ${isClosedOf(sql`pr`)}, ${roomsOf(sql`'team'`)} as rooms
          from programme_answer a join project pr on pr.workspace_id = a.workspace_id and pr.id = a.project_id
          where a.workspace_id = t.workspace_id and a.question_id = t.id) company) as companies
    from programme_question t join person p on p.workspace_id = t.workspace_id and p.id = t.asked_by_id
    ${addressOf(platforms)}`,
});
