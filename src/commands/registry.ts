import { activate } from './activate.ts';
import { add } from './add.ts';
import { announce } from './announce.ts';
import { announceSkip } from './announce-skip.ts';
import { answer } from './answer.ts';
import { approve } from './approve.ts';
import { askUpdates } from './ask-updates.ts';
import { bind } from './bind.ts';
import { block } from './block.ts';
import { blocker } from './blocker.ts';
import { burnup } from './burnup.ts';
import { cadence } from './cadence.ts';
import { cadences } from './cadences.ts';
import { check } from './check.ts';
import { cleared } from './cleared.ts';
import { contingencies } from './contingencies.ts';
import { contingency } from './contingency.ts';
import { criterion } from './criterion.ts';
import { decide } from './decide.ts';
import { decision } from './decision.ts';
import { decisions } from './decisions.ts';
import type { Command } from './define.ts';
import { digest } from './digest.ts';
import { done } from './done.ts';
import { draft } from './draft.ts';
import { drop } from './drop.ts';
import { edit } from './edit.ts';
import { editProject } from './edit-project.ts';
import { evidence } from './evidence.ts';
import { expectCommand } from './expect.ts';
import { exportCommand } from './export.ts';
import { fallback } from './fallback.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { holidays } from './holidays.ts';
import { ifCommand } from './if.ts';
import { importCommand } from './import.ts';
import { importApply } from './import-apply.ts';
import { importCancel } from './import-cancel.ts';
import { importDates } from './import-dates.ts';
import { leavers } from './leavers.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { metric } from './metric.ts';
import { metricRemove } from './metric-remove.ts';
import { metricSet } from './metric-set.ts';
import { metrics } from './metrics.ts';
import { move } from './move.ts';
import { newCommand } from './new.ts';
import { notify } from './notify.ts';
import { people } from './people.ts';
import { policy } from './policy.ts';
import { progress } from './progress.ts';
import { project } from './project.ts';
import { projects } from './projects.ts';
import { quiet } from './quiet.ts';
import { reassign } from './reassign.ts';
import { recall } from './recall.ts';
import { receipts } from './receipts.ts';
import { remind } from './remind.ts';
import { reopen } from './reopen.ts';
import { resolved } from './resolved.ts';
import { retrospective } from './retrospective.ts';
import { retry } from './retry.ts';
import { returnCommand } from './return.ts';
import { risk } from './risk.ts';
import { risks } from './risks.ts';
import { role } from './role.ts';
import { shift } from './shift.ts';
import { show } from './show.ts';
import { snooze } from './snooze.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { submit } from './submit.ts';
import { timeline } from './timeline.ts';
import { timezone } from './timezone.ts';
import { unbind } from './unbind.ts';
import { unblock } from './unblock.ts';
import { uncheck } from './uncheck.ts';
import { unlink } from './unlink.ts';
import { vote } from './vote.ts';

/** Every command, in the order of help: a new one is a file and a line here. */
export const commands: readonly Command[] = [
  project,
  editProject,
  status,
  health,
  timeline,
  burnup,
  retrospective,
  importCommand,
  importApply,
  importDates,
  importCancel,
  exportCommand,
  projects,
  newCommand,
  list,
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
  recall,
  reopen,
  add,
  check,
  uncheck,
  evidence,
  edit,
  move,
  drop,
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
  expectCommand,
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
  help(() => commands),
];

const byName = new Map(commands.map((command) => [command.name, command]));

/** The commands by name, for the grammar and the runner. */
export const registry = {
  find: (name: string): Command | undefined => byName.get(name),
  names: commands.map((command) => command.name),
};
