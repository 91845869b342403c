/** The columns that follow a person into a merged account (LIVE-4), by table, with their name in the record of the merge. */
export const followed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  identity: { person_id: 'identities' },
  milestone: { assignee_id: 'assigned', submitted_by_id: 'submitted', done_by_id: 'done' },
  progress_update: { author_id: 'reported', decided_by_id: 'reports_decided' },
  risk: { owner_id: 'risks_owned' },
  cadence: { owner_id: 'cadences' },
  deputy: { deputy_id: 'stands_in' },
  blueprint: { saved_by_id: 'blueprints' },
  message: { author_id: 'messages' },
  programme: { made_by_id: 'programmes' },
  programme_question: { asked_by_id: 'programme_questions' },
};

/** Rows of which a person has one for each `key`. `of` is the table that the first column of the key refers to. */
type OneEach = { table: string; key: readonly [string, ...string[]]; of: string; as: string };

/**
 * The tables whose `person_id` follows too, where the person has no row of the same key: else the row is removed,
 * and undoing the merge restores it. `as` is their name in the record of the merge.
 */
export const oneEach: readonly OneEach[] = [
  { table: 'snooze', key: ['milestone_id'], of: 'milestone', as: 'snoozes' },
  { table: 'vote', key: ['decision_id'], of: 'decision', as: 'votes' },
  { table: 'approval', key: ['review_id'], of: 'review', as: 'approvals' },
  { table: 'deputy', key: ['project_id'], of: 'project', as: 'deputies' },
  { table: 'standup_answer', key: ['cadence_id', 'round'], of: 'cadence', as: 'standups' },
];
