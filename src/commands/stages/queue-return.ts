import { defineQueueCommand } from './queue-decide.ts';

/** Returns several entries of the queue with one reason (STG-5). */
export const queueReturn = defineQueueCommand({
  verb: 'return',
  label: 'Reason',
  name: 'queue-return',
  summary: 'Return several entries of your queue with one reason.',
  title: 'Return several',
  submit: 'Return',
  examples: ['queue return 2 3 the contract is not signed'],
});
