import { approverWords, defaultApprovers } from '../../../cards/views/project/approver.ts';
import { approvers, defaultKind } from '../../domain/project/policies.ts';
import { choiceSlot } from '../../grammar/slot.ts';

/** Who approves submitted milestones, as `approver:`. */
export const approverSlot = (more: { hint?: string; keyed?: boolean } = {}) =>
  choiceSlot('key', 'Who approves', approvers, {
    choiceWords: { client: approverWords.client },
    ...more,
  });

/** Who approves in a new project; absent, the kind decides. A bare word that names both is read as the kind. */
export const newApproverSlot = () =>
  approverSlot({ hint: `Left empty: ${defaultApprovers(defaultKind)}.`, keyed: true });
