import { stageDefinitions, stageKeys, stageSlug } from '../../stages/stage.ts';
import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** STG-1: the five market stages with their criteria. A coach grants each; none has a date. */
export const marketStages: Blueprint = {
  title: 'Market stages',
  summary: 'From a value baseline to $1M a year in five stages that only a coach grants.',
  kind: 'stages',
  policies: {},
  people: [],
  milestones: inSequence(
    stageKeys.map((stage) =>
      blueprintMilestone({
        key: stageSlug(stage),
        name: stageDefinitions[stage].name,
        type: 'event',
        ownerParty: 'team',
        criteria: stageDefinitions[stage].criteria.map(({ text }) => text),
        stage,
      }),
    ),
  ),
  risks: [],
};
