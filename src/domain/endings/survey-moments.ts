/**
 * When a project asks its customer how satisfied they are: once it is delivered, after each milestone as well (CUS-9),
 * or never.
 */
export const surveyMoments = ['delivery', 'milestones', 'off'] as const;
/** When a project asks its customer how satisfied they are. */
export type SurveyMoments = (typeof surveyMoments)[number];
