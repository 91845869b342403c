import { defineStageCommand } from './decide-stage.ts';

/** Decides as a coach that a stage of the company is achieved (STG-2). */
export const achieve = defineStageCommand({
  achieved: true,
  name: 'achieve',
  summary: 'Decide that the company has achieved a stage.',
  title: 'Achieve a stage',
  submit: 'Achieve',
  examples: ['achieve first-customer signed and paid', 'achieve x-customers'],
});
