/**
 * Every kind of message that the schedule sends, with its name in lists of receipts. Receipts store the
 * key, so it never changes.
 */
export const scheduledKinds = {
  digest: 'digest',
  personal: 'personal digest',
  ask: 'request for updates',
  again: 'reminder',
  checkpoint: 'checkpoint',
  cadence: 'message of a cadence',
  draft: 'draft of an announcement',
  standup: 'question of a standup',
  summary: 'summary of a standup',
  decision: 'card of a decision',
  contingency: 'proposal of a contingency',
  acceptance: 'reminder of a review',
  acceptance_over: 'end of the time for a review',
  survey: 'reminder of a survey',
  action: 'reminder of an action',
  silence: 'reminder of a message',
  outreach: 'notice that nobody answered',
  programme_question: 'question of a programme',
  programme_summary: 'summary of a programme’s question',
  retrospective: 'retrospective',
} as const;
/** One of these. */
export type ScheduledKind = keyof typeof scheduledKinds;

/** A planned message. Its card is made when it is sent, so that a late message is still true (RMD-5). */
export type ScheduledMessage = {
  kind: ScheduledKind;
  /** The person, room or subject that it is for; ids and days, separated by slashes. */
  target: string;
  /** The moment it was due, an ISO instant. */
  slot: string;
  roomId: string;
  projectId: string | null;
  /** Whose message it is; of a digest, who asked for it by hand. */
  personId: string | null;
  milestoneId: string | null;
};
