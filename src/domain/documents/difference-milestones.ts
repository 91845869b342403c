import type { Change } from '../change.ts';
import { newBlocker } from '../health/blocker.ts';
import type { Milestone } from '../plan/milestone.ts';
import { isLocked } from '../scope/lock.ts';
import { formatDate } from '../time/dates.ts';
import { itemsDiffer } from './difference-items.ts';
import {
  addMany,
  alterMany,
  emptyPart,
  type ImportContext,
  type LivingPlan,
  type Part,
  personNamed,
} from './living-plan.ts';
import { type Match, orderOfUnmatched, unmatched, withOwner } from './milestone-matches.ts';

/** Compares milestones and their checklists: two parts, in the order of writing. */
export function milestonesDiffer(matches: readonly Match[], plan: LivingPlan, at: ImportContext): Part[] {
  const items = itemsDiffer(matches, plan, at);
  const numbered = (row: Milestone) => ({ ...row, nextItem: items.next.get(row.id) ?? row.nextItem });
  const added = matches.filter(({ is }) => is === 'new');
  const altered = matches.flatMap((one) => alteration(one, plan, at));
  const isAltered = new Set(altered.map(({ row }) => row.id));
  const longer = matches.filter(
    ({ row, is }) => is === 'there' && items.next.has(row.id) && !isAltered.has(row.id),
  );
  const set = [...altered, ...longer].map(({ row }) =>
    settable({ ...numbered(row), version: row.version + 1 }),
  );
  return [
    {
      ...emptyPart('milestone'),
      changes: [
        ...addMany(
          'milestone',
          added.map(({ row, order }) => ({ ...numbered(row), order })),
        ),
        ...alterMany('milestone', set),
        ...blockers(added, plan, at),
      ],
      added: added.length,
      names: added.map(({ row }) =>
        row.dueDate ? `${row.name}, ${formatDate(row.dueDate, at.today)}` : row.name,
      ),
      changed: altered.map(({ row, fields }) => `${row.number} · ${row.name}: ${fields.join(', ')}`),
      gone: unmatched(matches, plan)
        .filter((row) => !isLocked(plan.project, row))
        .map(({ id, number, name, version }) => ({
          name: `${number} · ${name}`,
          drop: [
            {
              alter: 'milestone',
              id,
              set: { droppedAt: at.now, dropReason: 'Not in the imported plan', version: version + 1 },
            },
          ],
        })),
      kept: alterMany('milestone', orderOfUnmatched(matches, plan)),
      remarks: remarksOf(matches, plan),
    },
    items.part,
  ];
}

/** Returns the changes to an existing milestone; empty without any. */
function alteration(
  { entry, row, is, order }: Match,
  plan: LivingPlan,
  at: ImportContext,
): { row: Milestone; fields: string[] }[] {
  if (is !== 'there') return [];
  const assigneeId = personNamed(plan, entry.owner);
  const description =
    entry.description === null && !(entry.owner && !assigneeId)
      ? row.description
      : withOwner(entry.description, entry.owner, assigneeId ?? null);
  const wanted: Milestone = {
    ...row,
    startDate: entry.start ?? row.startDate,
    dueDate: entry.due ?? row.dueDate,
    priority: entry.priority ?? row.priority,
    share: entry.share ?? row.share,
    assigneeId: assigneeId ?? row.assigneeId,
    description,
    order,
    ...advancedStatus(entry.status, row, plan, at),
    ...(entry.cut ? { droppedAt: at.now, dropReason: 'Cut in the imported plan' } : {}),
  };
  if (isLocked(plan.project, row)) Object.assign(wanted, agreedOf(row));
  if (wanted.startDate && wanted.dueDate && wanted.startDate > wanted.dueDate) wanted.startDate = null;
  const fields = changedFieldsInWords(row, wanted, at.today);
  if (fields.length === 0 && order === row.order) return [];
  return [{ row: wanted, fields: fields.length > 0 ? fields : ['its place'] }];
}

/** The fields of a started milestone that only a change order alters. */
const agreedOf = ({ startDate, dueDate, share, droppedAt, dropReason }: Milestone) => ({
  startDate,
  dueDate,
  share,
  droppedAt,
  dropReason,
});

/** Returns the status that a document may set: progress never goes back, and people decide reviews. */
function advancedStatus(
  status: Milestone['status'],
  row: Milestone,
  plan: LivingPlan,
  at: ImportContext,
): Partial<Milestone> {
  if (status === 'in_progress' && row.status === 'upcoming') return { status };
  const finishes = status === 'done' && (row.status === 'upcoming' || row.status === 'in_progress');
  if (!finishes || !at.decides || plan.inReview.includes(row.id)) return {};
  return { status, doneAt: at.now, doneById: at.personId };
}

const fieldNames = {
  startDate: 'start',
  dueDate: 'due',
  priority: 'priority',
  share: 'share',
  assigneeId: 'owner',
  description: 'description',
  status: 'state',
  droppedAt: 'cut',
} as const;

function changedFieldsInWords(row: Milestone, wanted: Milestone, today: string): string[] {
  const shown = (value: unknown) =>
    value === null
      ? 'none'
      : typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? formatDate(value, today)
        : String(value).replace('_', ' ');
  return (Object.keys(fieldNames) as (keyof typeof fieldNames)[]).flatMap((field) => {
    if (row[field] === wanted[field]) return [];
    const isBare = field === 'assigneeId' || field === 'description' || field === 'droppedAt';
    return [
      isBare ? fieldNames[field] : `${fieldNames[field]} ${shown(row[field])} → ${shown(wanted[field])}`,
    ];
  });
}

/** Picks the fields that an import may set; the same for every row, as `alterMany` needs. */
const settable = (row: Milestone) => ({
  id: row.id,
  startDate: row.startDate,
  dueDate: row.dueDate,
  priority: row.priority,
  share: row.share,
  assigneeId: row.assigneeId,
  description: row.description,
  order: row.order,
  status: row.status,
  doneAt: row.doneAt,
  doneById: row.doneById,
  droppedAt: row.droppedAt,
  dropReason: row.dropReason,
  nextItem: row.nextItem,
  version: row.version,
});

/** Returns a blocker for each new milestone that is blocked; the document names no cause. */
function blockers(
  added: readonly Match[],
  { nextBlocker, project }: LivingPlan,
  at: ImportContext,
): Change[] {
  const rows = added
    .filter(({ row }) => row.status === 'blocked')
    .map(({ row }, index) =>
      newBlocker(
        {
          id: at.newId(),
          projectId: project.id,
          milestoneId: row.id,
          number: nextBlocker + index,
          text: 'Blocked in the imported plan',
        },
        at.personId,
        at.now,
      ),
    );
  return addMany('blocker', rows);
}

/** Whether a document would change what is agreed of a milestone that has started (SCP-1). */
const differsFromAgreed = (
  { start, due, share, cut }: Match['entry'],
  row: Milestone,
  { project }: LivingPlan,
) =>
  isLocked(project, row) &&
  ((start ?? row.startDate) !== row.startDate ||
    (due ?? row.dueDate) !== row.dueDate ||
    (share ?? row.share) !== row.share ||
    (cut && row.droppedAt === null));

function remarksOf(matches: readonly Match[], plan: LivingPlan): string[] {
  const dropped = matches.filter(({ is, entry }) => is === 'dropped' && !entry.cut);
  const nobody = new Set(
    matches.flatMap(({ entry: { owner } }) => (owner && !personNamed(plan, owner) ? [owner] : [])),
  );
  const wait = matches.filter(
    ({ entry, row, is }) => is === 'there' && entry.status === 'done' && row.status !== 'done',
  );
  const agreed = matches.filter(
    ({ entry, row, is }) => is === 'there' && differsFromAgreed(entry, row, plan),
  );
  const names = dropped
    .slice(0, 3)
    .map(({ row }) => row.name)
    .join('; ');
  return [
    ...(nobody.size > 0
      ? [`This project has nobody called ${[...nobody].slice(0, 8).join(', ')}; the descriptions name them.`]
      : []),
    ...(dropped.length > 0 ? [`${dropped.length} in the document stay dropped here: ${names}.`] : []),
    ...(agreed.length > 0
      ? [
          `${agreed.length} have started, so dates, share and deliverables stay as agreed: ${agreed
            .slice(0, 3)
            .map(({ row }) => `${row.number} · ${row.name}`)
            .join('; ')}.`,
        ]
      : []),
    ...(wait.length > 0
      ? [`${wait.length} are done in the document but not here. Those in review or blocked stay as they are.`]
      : []),
  ];
}
