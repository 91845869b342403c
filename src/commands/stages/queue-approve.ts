import { defineQueueCommand } from './queue-decide.ts';

/** Approves several entries of the queue at once (STG-5). */
export const queueApprove = defineQueueCommand({
  verb: 'approve',
  label: 'Note',
  name: 'queue-approve',
  summary: 'Approve several entries of your queue at once.',
  title: 'Approve several',
  submit: 'Approve',
  examples: ['queue approve 1 2 5', 'queue approve 1-3 great work'],
});
