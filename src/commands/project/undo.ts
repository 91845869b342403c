import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { deedWords, milestoneOf } from '../../../cards/views/project/history.ts';
import { changeWords, undoneNews } from '../../../cards/views/project/undo.ts';
import { type Holder, membersOf } from '../../../db/queries/people/people.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadRecent, unchangedRows } from '../../../db/queries/project/undo.ts';
import type { Event } from '../../domain/events.ts';
import { alreadyDone, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Node } from '../../domain/plan/plan.ts';
import { headOf, type InProject, needs, viewers } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import type { Project } from '../../domain/project/project.ts';
import {
  alteredRows,
  changesOf,
  chooseChange,
  deedOf,
  type PresentRow,
  type RecentChange,
  requireUnchanged,
  requireUndoable,
  reversalOf,
  undoMinutes,
} from '../../domain/project/undo.ts';
import { undoResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = {
  project: Project;
  changes: RecentChange[];
  /** The change to take back, or why there is none. */
  chosen: Outcome<RecentChange>;
  /** The rows that are as it left them. */
  present: PresentRow[];
  tree: Node[];
  members: Holder[];
  today: string;
};

/** Takes back the person's last change, if nothing was built on it since (MODEL-8). */
export const undo = defineCommand({
  name: 'undo',
  synonyms: [{ words: 'take back' }, { words: 'revert' }],
  summary: `Take back my last change, for ${undoMinutes} minutes.`,
  title: 'Undo',
  examples: ['undo'],
  // a button names the change that it stands under; a line takes the last one
  input: z.object({ change: z.uuid().optional() }),
  async load(tx, { change }, who, { now, today }) {
    const { project } = who;
    await lockProject(tx, project.id);
    const since = new Date(Date.parse(now) - undoMinutes * 60_000).toISOString();
    const changes = changesOf(await loadRecent(tx, project.id, since));
    const chosen = chooseChange(changes, who.person.id, change);
    const undoing = chosen.ok ? chosen.value.undoing : null;
    const present = undoing ? await unchangedRows(tx, alteredRows(undoing)) : [];
    const writes = (of: string) => undoing?.rows.some((row) => row.of === of) === true;
    const tree = writes('milestone') ? (await loadTree(tx, project.id)).tree : [];
    const members = writes('member') ? await membersOf(tx, project.id) : [];
    return ok<Facts>({ project, changes, chosen, present, tree, members, today });
  },
  permit: (who, { chosen }) => permitted(who, chosen.ok ? chosen.value : undefined),
  decide(facts, _input, who, at) {
    const { project, changes, chosen, present, tree, today } = facts;
    if (!chosen.ok) return chosen;
    const change = chosen.value;
    const entry = deedOf(change);
    const words = changeWords(entry, today);
    const milestone = milestoneOf(entry);
    if (change.undone) return alreadyDone(`“${words}” was taken back`, change.undone.by, change.undone.at);
    const undoing = requireUndoable(changes, change, readerOf(who));
    if (!undoing.ok) return undoing;
    const unchanged = requireUnchanged(change, undoing.value, present, tree);
    if (!unchanged.ok) return unchanged;
    const head = keepsHead(facts, undoing.value);
    if (!head.ok) return head;
    const gone = undoing.value.rows.filter(({ did }) => did === 'added').map(({ id }) => id);
    const event: Event = {
      type: 'undone',
      ...(entry.milestoneId ? { milestoneId: entry.milestoneId } : {}),
      ...(milestone ? { fields: { is: milestone } } : {}),
      after: { undoes: undoing.value.events, gone, what: deedWords(entry, today) },
    };
    const told = { by: who.person.name, isGone: gone.includes(entry.milestoneId ?? ''), today };
    const cards = {
      card: undoneNews(entry, told, 'team'),
      forCustomers: undoneNews(entry, told, 'customer'),
    };
    return ok({
      changes: reversalOf(undoing.value, present, project.id),
      events: [event],
      next: { ...facts, done: { words, withdraws: { eventId: change.id, ...cards, at: at.now } } },
    });
  },
  bare: () => true,
  view: ({ done }) => note(`Taken back: ${done.words}.`),
  resource: ({ project, done }) => undoResource(project, done.words),
  done: ({ done }) => `Taken back: ${done.words}.`,
  requests: ({ project, done }) => ({ is: 'withdrawn', projectId: project.id, ...done.withdraws }),
});

/** The roles that may run the command whose change is taken back. */
function permitted(who: InProject, change: RecentChange | undefined) {
  const { roles = null, admins = false } = change?.undoing ?? {};
  return admins && who.person.admin ? undefined : needs(who, roles ?? viewers);
}

/** Refuses to leave a project without anybody who can give roles. */
function keepsHead({ project, members }: Facts, { rows, was }: NonNullable<RecentChange['undoing']>) {
  const head = headOf(project);
  const after = members.map(({ memberId, role, gone }) => {
    const row = rows.find(({ id }) => id === memberId);
    const set = row?.did === 'added' ? 'none' : (was[memberId]?.role ?? role);
    return { role: set, gone };
  });
  return members.length === 0 || after.some(({ role, gone }) => role === head && !gone)
    ? ok(true)
    : rule(`${project.name} would have no ${head} left.`, `Make somebody else ${head} first.`);
}
