import { defineQueueCommand } from './queue-decide.ts';

/** Asks for more about several entries of the queue (STG-5). */
export const queueAsk = defineQueueCommand({
  verb: 'ask',
  label: 'Question',
  name: 'queue-ask',
  summary: 'Ask the same about several entries of your queue.',
  title: 'Ask about several',
  submit: 'Ask',
  examples: ['queue ask 2 3 who signed it?'],
});
