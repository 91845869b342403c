import type { Command } from '../runner/define.ts';
import { blueprint } from './blueprints/blueprint.ts';
import { applyBlueprintCommand } from './blueprints/blueprint-apply.ts';
import { removeBlueprint } from './blueprints/blueprint-remove.ts';
import { saveBlueprint } from './blueprints/blueprint-save.ts';
import { showBlueprint } from './blueprints/blueprint-show.ts';
import { coachSide } from './coach-side.ts';
import { customerSide } from './customer-side.ts';
import { exportCommand } from './documents/export.ts';
import { importCommand } from './documents/import.ts';
import { importApply } from './documents/import-apply.ts';
import { importCancel } from './documents/import-cancel.ts';
import { importDates } from './documents/import-dates.ts';
import { importOrder } from './documents/import-order.ts';
import { block } from './health/block.ts';
import { blocker } from './health/blocker.ts';
import { cleared } from './health/cleared.ts';
import { health } from './health/health.ts';
import { kpi } from './health/kpi.ts';
import { resolved } from './health/resolved.ts';
import { risk } from './health/risk.ts';
import { risks } from './health/risks.ts';
import { unblock } from './health/unblock.ts';
import { help } from './help.ts';
import { burnup } from './launch/burnup.ts';
import { contingencies } from './launch/contingencies.ts';
import { contingency } from './launch/contingency.ts';
import { criterion } from './launch/criterion.ts';
import { decide } from './launch/decide.ts';
import { decision } from './launch/decision.ts';
import { decisions } from './launch/decisions.ts';
import { expectCommand } from './launch/expect.ts';
import { fallback } from './launch/fallback.ts';
import { ifCommand } from './launch/if.ts';
import { metric } from './launch/metric.ts';
import { metricRemove } from './launch/metric-remove.ts';
import { metricSet } from './launch/metric-set.ts';
import { metrics } from './launch/metrics.ts';
import { retrospective } from './launch/retrospective.ts';
import { timeline } from './launch/timeline.ts';
import { vote } from './launch/vote.ts';
import { budget } from './money/budget.ts';
import { cash } from './money/cash.ts';
import { cost } from './money/cost.ts';
import { credit, writeoff } from './money/credit.ts';
import { dispute } from './money/dispute.ts';
import { disputeEnd } from './money/dispute-end.ts';
import { invoice } from './money/invoice.ts';
import { invoiceApprove } from './money/invoice-approve.ts';
import { invoicePdf } from './money/invoice-pdf.ts';
import { invoiceSend } from './money/invoice-send.ts';
import { paid } from './money/paid.ts';
import { payLink } from './money/pay-link.ts';
import { editTerms, terms } from './money/terms.ts';
import { bind } from './people/bind.ts';
import { leavers } from './people/leavers.ts';
import { merge } from './people/merge.ts';
import { people } from './people/people.ts';
import { reassign } from './people/reassign.ts';
import { role } from './people/role.ts';
import { unbind } from './people/unbind.ts';
import { add } from './plan/add.ts';
import { check } from './plan/check.ts';
import { define } from './plan/define.ts';
import { done } from './plan/done.ts';
import { drop } from './plan/drop.ts';
import { edit } from './plan/edit.ts';
import { list } from './plan/list.ts';
import { move } from './plan/move.ts';
import { myWork } from './plan/my-work.ts';
import { newCommand } from './plan/new.ts';
import { next } from './plan/next.ts';
import { progress } from './plan/progress.ts';
import { shift } from './plan/shift.ts';
import { show } from './plan/show.ts';
import { start } from './plan/start.ts';
import { uncheck } from './plan/uncheck.ts';
import { activate } from './project/activate.ts';
import { editProject } from './project/edit-project.ts';
import { history } from './project/history.ts';
import { holidays } from './project/holidays.ts';
import { link } from './project/link.ts';
import { policy } from './project/policy.ts';
import { project } from './project/project.ts';
import { projects } from './project/projects.ts';
import { status } from './project/status.ts';
import { undo } from './project/undo.ts';
import { unlink } from './project/unlink.ts';
import { answerReview } from './review/answer-review.ts';
import { approve } from './review/approve.ts';
import { approveUpdate } from './review/approve-update.ts';
import { ask } from './review/ask.ts';
import { deputy } from './review/deputy.ts';
import { evidence } from './review/evidence.ts';
import { evidenceList } from './review/evidence-list.ts';
import { quote } from './review/quote.ts';
import { react } from './review/react.ts';
import { recall } from './review/recall.ts';
import { rejectUpdate } from './review/reject-update.ts';
import { reopen } from './review/reopen.ts';
import { returnCommand } from './review/return.ts';
import { skipStep } from './review/skip-step.ts';
import { submit } from './review/submit.ts';
import { announce } from './rhythm/announce.ts';
import { announceSkip } from './rhythm/announce-skip.ts';
import { answer } from './rhythm/answer.ts';
import { askUpdates } from './rhythm/ask-updates.ts';
import { cadence } from './rhythm/cadence.ts';
import { cadences } from './rhythm/cadences.ts';
import { digest } from './rhythm/digest.ts';
import { draft } from './rhythm/draft.ts';
import { notify } from './rhythm/notify.ts';
import { quiet } from './rhythm/quiet.ts';
import { receipts } from './rhythm/receipts.ts';
import { remind } from './rhythm/remind.ts';
import { retry } from './rhythm/retry.ts';
import { snooze } from './rhythm/snooze.ts';
import { timezone } from './rhythm/timezone.ts';
import { change } from './scope/change.ts';
import { changes } from './scope/changes.ts';
import { decline } from './scope/decline.ts';
import { recover } from './scope/recover.ts';
import { reply } from './scope/reply.ts';
import { route } from './scope/route.ts';
import { scope } from './scope/scope.ts';
import { sign } from './scope/sign.ts';
import { whatIf } from './scope/what-if.ts';
import { withdraw } from './scope/withdraw.ts';

import { achieve } from './stages/achieve.ts';
import { programmeAnswer } from './stages/programmes/programme-answer.ts';
import { stages } from './stages/stages.ts';
import { task } from './stages/task.ts';
import { unachieve } from './stages/unachieve.ts';

/** All commands in the order of help. A new one is a file and a line here or in `customer-side.ts` and `coach-side.ts`. */
export const commands: readonly Command[] = [
  project,
  editProject,
  status,
  health,
  kpi,
  timeline,
  burnup,
  retrospective,
  importCommand,
  importApply,
  importDates,
  importOrder,
  importCancel,
  exportCommand,
  blueprint,
  showBlueprint,
  applyBlueprintCommand,
  saveBlueprint,
  removeBlueprint,
  projects,
  newCommand,
  myWork,
  list,
  next,
  show,
  start,
  progress,
  block,
  unblock,
  blocker,
  cleared,
  done,
  submit,
  approve,
  returnCommand,
  ask,
  answerReview,
  deputy,
  recall,
  reopen,
  add,
  check,
  uncheck,
  skipStep,
  evidence,
  quote,
  react,
  evidenceList,
  stages,
  task,
  approveUpdate,
  rejectUpdate,
  achieve,
  unachieve,
  ...coachSide,
  edit,
  define,
  move,
  drop,
  scope,
  whatIf,
  change,
  changes,
  sign,
  decline,
  withdraw,
  ...customerSide,
  recover,
  route,
  reply,
  metric,
  metricSet,
  metricRemove,
  metrics,
  risk,
  resolved,
  risks,
  cadence,
  cadences,
  draft,
  announce,
  announceSkip,
  answer,
  programmeAnswer,
  expectCommand,
  invoice,
  invoiceSend,
  invoiceApprove,
  invoicePdf,
  paid,
  credit,
  writeoff,
  payLink,
  cost,
  budget,
  cash,
  dispute,
  disputeEnd,
  terms,
  editTerms,
  activate,
  link,
  merge,
  unlink,
  bind,
  unbind,
  role,
  leavers,
  reassign,
  people,
  policy,
  timezone,
  holidays,
  history,
  undo,
  decision,
  decisions,
  vote,
  criterion,
  decide,
  fallback,
  ifCommand,
  contingencies,
  contingency,
  shift,
  digest,
  remind,
  askUpdates,
  snooze,
  quiet,
  notify,
  receipts,
  retry,
  help(() => typedCommands),
];

/** The commands that people type; the others are for buttons. */
export const typedCommands = commands.filter(({ fromCard }) => !fromCard);

const byName = new Map(commands.map((command) => [command.name, command]));
const bySynonym = new Map(
  commands.flatMap((command) =>
    (command.synonyms ?? []).map((synonym) => [synonym.words, { command, synonym }] as const),
  ),
);

/** The commands by name, for the grammar and the runner. */
export const registry = {
  find: (name: string): Command | undefined => byName.get(name),
  /** Those that people type. */
  names: typedCommands.map(({ name }) => name),
  synonyms: { find: (words: string) => bySynonym.get(words), words: [...bySynonym.keys()] },
  empty: myWork.name,
};
