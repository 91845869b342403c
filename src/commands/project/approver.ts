import { approverWords, defaultApprovers } from '../../../cards/views/project/approver.ts';
import { approvers, defaultKind } from '../../domain/project/policies.ts';
import { choiceSlot } from '../../grammar/slot.ts';

/** Who approves submitted milestones, as `approver:`. */
export const approverSlot = (hint?: string) =>
  choiceSlot('key', 'Who approves', approvers, {
    choiceWords: { client: approverWords.client },
    ...(hint === undefined ? {} : { hint }),
  });

/** Who approves in a new project, which has a usual choice by its kind. */
export const newApproverSlot = () => approverSlot(`Left empty: ${defaultApprovers(defaultKind)}.`);
