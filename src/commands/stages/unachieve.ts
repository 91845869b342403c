import { defineStageCommand } from './decide-stage.ts';

/** Takes the achievement of a stage back as a coach; both records stay (STG-2). */
export const unachieve = defineStageCommand({
  achieved: false,
  name: 'unachieve',
  summary: 'Take the achievement of a stage back.',
  title: 'Take a stage back',
  submit: 'Take back',
  examples: ['unachieve first-customer the contract was cancelled'],
});
