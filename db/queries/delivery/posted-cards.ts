import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { roomHere } from '../../tenant.ts';
import type { Subject } from './plan.ts';

/** Which posted cards of a project to find in the room of a request: the newest of a subject, and the one of a message. */
export type SoughtCards = {
  projectId: string;
  subject: Subject | undefined;
  messageId: string | undefined;
};

/** A live card in the room of a request; `messageId` is null until it is posted. */
export type PostedCard = { subject: Subject; messageId: string | null; threadId: string | null };

/** A row of `soughtCards`. */
export type SoughtRow = {
  kind: string | null;
  subjectId: string | null;
  messageId: string | null;
  threadId: string | null;
};

const given = (name: keyof ReturnType<typeof soughtValues>, type: 'text' | 'uuid') =>
  sql`${sql.placeholder(name)}::text::${sql.raw(type)}`;

const posted = sql`select subject_kind, subject_id, message_id, thread_id from card
    where workspace_id = milepost_tenant() and project_id = ${given('soughtProject', 'uuid')}
      and room_id = ${roomHere} and not closed`;

/** Selects the cards that are sought, posted ones first. Message ids grow, so the newest is the greatest. */
export const soughtCards: SQL = sql`(${posted} and message_id = ${given('soughtMessage', 'text')} limit 1)
  union all
  (${posted} and subject_kind = ${given('soughtKind', 'text')} and subject_id = ${given('soughtSubject', 'uuid')}
    order by length(message_id) desc nulls last, message_id desc limit 1)`;

/** The columns of `soughtCards`. */
export const soughtColumns = {
  kind: sql<string | null>`subject_kind`,
  subjectId: sql<string | null>`subject_id`,
  messageId: sql<string | null>`message_id`,
  threadId: sql<string | null>`thread_id`,
};

/** The values of the placeholders of `soughtCards`. */
export const soughtValues = ({ projectId, subject, messageId }: SoughtCards) => ({
  soughtProject: projectId,
  soughtMessage: messageId ?? null,
  soughtKind: subject?.kind ?? null,
  soughtSubject: subject?.id ?? null,
});

/** Returns the cards of rows of `soughtCards`. */
export const cardsIn = (rows: readonly Partial<SoughtRow>[]): PostedCard[] =>
  rows.flatMap(({ kind, subjectId, messageId = null, threadId = null }) =>
    kind && subjectId ? [{ subject: { kind, id: subjectId }, messageId, threadId }] : [],
  );

const find = statement<ReturnType<typeof soughtValues>, SoughtRow[]>((tx) =>
  tx.select(soughtColumns).from(sql`(${soughtCards}) sought`).prepare('posted_cards'),
);

/** Finds the posted cards that are sought, in the room that `enter` found. */
export const findPosted = async (tx: Tx, sought: SoughtCards): Promise<PostedCard[]> =>
  cardsIn(await find(tx, soughtValues(sought)));
