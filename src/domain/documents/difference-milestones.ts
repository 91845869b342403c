import type { Change } from '../change.ts';
import { newBlocker } from '../health/blocker.ts';
import { type Item, type Milestone, newMilestone } from '../plan/milestone.ts';
import { outline } from '../plan/plan.ts';
import { cut } from '../text/cut.ts';
import { formatDate } from '../time/dates.ts';
import type { PlanDocument } from './document.ts';
import { type LivingPlan, type Making, noPart, type Part, paired, personNamed } from './living-plan.ts';
import { type Entry, entriesOf, pathsOf } from './plan-entries.ts';

/** An entry with the milestone that it means: one that is there, or a new one. */
type Meant = { entry: Entry; row: Milestone; is: 'new' | 'there' | 'dropped'; order: number };

/** How milestones and their checklists differ: two parts, in the order in which they can be written. */
export function milestonesDiffer(document: PlanDocument, plan: LivingPlan, at: Making): Part[] {
  const entries = entriesOf(document);
  const meant = meantBy(entries, plan, at);
  const items = stepsDiffer(meant, plan, at);
  const altered = meant.flatMap((one) => alteration(one, plan, at));
  const added = meant.filter(({ is }) => is === 'new');
  const rows = added.map(({ row, order }) => ({
    ...row,
    order,
    nextItem: items.next.get(row.id) ?? row.nextItem,
  }));
  const set = altered.map(({ row }) => ({
    ...settable(row),
    nextItem: items.next.get(row.id) ?? row.nextItem,
  }));
  const longer = meant
    .filter(
      ({ row, is }) =>
        is === 'there' && items.next.has(row.id) && !altered.some((one) => one.row.id === row.id),
    )
    .map(({ row }) =>
      settable({ ...row, nextItem: items.next.get(row.id) ?? row.nextItem, version: row.version + 1 }),
    );
  const changes: Change[] = [
    ...(rows.length > 0 ? [{ addMany: 'milestone' as const, rows }] : []),
    ...(set.length + longer.length > 0
      ? [{ alterMany: 'milestone' as const, rows: [...set, ...longer] }]
      : []),
    ...blockers(added, plan, at),
  ];
  return [
    {
      ...noPart('milestone'),
      changes,
      added: added.length,
      names: added.map(({ row }) =>
        row.dueDate ? `${row.name}, ${formatDate(row.dueDate, at.today)}` : row.name,
      ),
      changed: altered.map(({ row, said }) => `${row.number} · ${row.name}: ${said.join(', ')}`),
      gone: goneOf(meant, plan, at),
      kept: behindOf(meant, plan),
      remarks: remarksOf(meant, entries, plan),
    },
    items.part,
  ];
}

function meantBy(entries: readonly Entry[], plan: LivingPlan, at: Making): Meant[] {
  const there = byPath(plan.milestones.filter(({ droppedAt }) => droppedAt === null));
  const dropped = byPath(plan.milestones);
  const paths = pathsOf(entries);
  let number = Math.max(0, ...plan.milestones.map((one) => one.number));
  const meant: Meant[] = [];
  entries.forEach((entry, index) => {
    const path = paths[index] ?? '';
    const known = there.get(path);
    const gone = known ? undefined : dropped.get(path);
    const above = entry.parent === null ? undefined : meant[entry.parent];
    if (known) meant.push({ entry, row: known, is: 'there', order: 0 });
    else if (gone || above?.is === 'dropped')
      meant.push({ entry, row: gone ?? (above as Meant).row, is: 'dropped', order: 0 });
    else {
      number += 1;
      meant.push({ entry, row: made(entry, number, above?.row.id ?? null, plan, at), is: 'new', order: 0 });
    }
  });
  return placed(meant);
}

/** The milestones by their paths. */
function byPath(milestones: readonly Milestone[]): Map<string, Milestone> {
  const lines = outline(milestones).map(({ node }) => node);
  const at = new Map(lines.map(({ id }, index) => [id, index]));
  const paths = pathsOf(
    lines.map(({ name, parentId }) => ({
      name,
      parent: parentId === null ? null : (at.get(parentId) ?? null),
    })),
  );
  return new Map(lines.map((row, index) => [paths[index] ?? '', row]));
}

function made(
  entry: Entry,
  number: number,
  parentId: string | null,
  plan: LivingPlan,
  at: Making,
): Milestone {
  const { name, start, due, status, cut, priority, share, owner, description } = entry;
  const assigneeId = personNamed(plan, owner) ?? null;
  const done = status === 'done' && !cut;
  return newMilestone({
    ...{ id: at.newId(), projectId: plan.project.id, number, order: 0, name, parentId, share, assigneeId },
    ...{ startDate: start !== null && due !== null && start > due ? null : start, dueDate: due },
    description: withOwner(description, owner, assigneeId),
    status,
    priority: priority ?? 'p2',
    ...(done ? { doneAt: at.now, doneById: at.personId } : {}),
    ...(cut ? { droppedAt: at.now, dropReason: 'Cut in the imported plan' } : {}),
  });
}

/** An owner whom nobody here is called stays in words. */
function withOwner(
  description: string | null,
  owner: string | null,
  assigneeId: string | null,
): string | null {
  if (owner === null || assigneeId !== null) return description;
  return cut([`Owner: ${owner}`, description].filter(Boolean).join('\n'), 1000);
}

/**
 * Each where it stands among its siblings: in the order of the document, where that has new ones or
 * another order; what the document does not have comes after.
 */
function placed(meant: Meant[]): Meant[] {
  const siblings = Map.groupBy(
    meant.filter(({ is }) => is !== 'dropped'),
    ({ row }) => row.parentId,
  );
  const order = new Map<string, number>();
  for (const group of siblings.values()) {
    const stands = group.every(
      ({ row, is }, at) => is === 'there' && (at === 0 || (group[at - 1]?.row.order ?? 0) < row.order),
    );
    group.forEach(({ row }, at) => {
      order.set(row.id, stands ? row.order : at + 1);
    });
  }
  return meant.map((one) => ({ ...one, order: order.get(one.row.id) ?? one.row.order }));
}

type Altered = { row: Milestone; said: string[] };

/** What the document says differently of a milestone that is there. */
function alteration({ entry, row, is, order }: Meant, plan: LivingPlan, at: Making): Altered[] {
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
    ...forward(entry, row, plan, at),
  };
  if (wanted.startDate && wanted.dueDate && wanted.startDate > wanted.dueDate) wanted.startDate = null;
  if (entry.cut) Object.assign(wanted, { droppedAt: at.now, dropReason: 'Cut in the imported plan' });
  const said = wordsOf(row, wanted, at.today);
  const moved = wanted.order !== row.order;
  if (said.length === 0 && !moved) return [];
  return [{ row: { ...wanted, version: row.version + 1 }, said: said.length > 0 ? said : ['its place'] }];
}

/** Progress is never taken back by a document; it goes on where nobody has to decide on it. */
function forward(entry: Entry, row: Milestone, plan: LivingPlan, at: Making): Partial<Milestone> {
  if (entry.status === 'in_progress' && row.status === 'upcoming') return { status: 'in_progress' };
  const finishes = entry.status === 'done' && (row.status === 'upcoming' || row.status === 'in_progress');
  if (!finishes || !at.decides || plan.inReview.includes(row.id)) return {};
  return { status: 'done', doneAt: at.now, doneById: at.personId };
}

const named = {
  startDate: 'start',
  dueDate: 'due',
  priority: 'priority',
  share: 'share',
  assigneeId: 'owner',
  description: 'description',
  status: 'state',
  droppedAt: 'cut',
} as const;

function wordsOf(row: Milestone, wanted: Milestone, today: string): string[] {
  const shown = (value: unknown) =>
    value === null
      ? 'none'
      : typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? formatDate(value, today)
        : String(value).replace('_', ' ');
  return (Object.keys(named) as (keyof typeof named)[]).flatMap((field) => {
    if (row[field] === wanted[field]) return [];
    const plain = field === 'assigneeId' || field === 'description' || field === 'droppedAt';
    return [plain ? named[field] : `${named[field]} ${shown(row[field])} → ${shown(wanted[field])}`];
  });
}

/** The fields that an import may set, the same for every row. */
const settable = ({ id, startDate, dueDate, priority, share, assigneeId, ...row }: Milestone) => ({
  ...{ id, startDate, dueDate, priority, share, assigneeId, description: row.description, order: row.order },
  ...{ status: row.status, doneAt: row.doneAt, doneById: row.doneById, droppedAt: row.droppedAt },
  ...{ dropReason: row.dropReason, nextItem: row.nextItem, version: row.version },
});

/** What is blocked waits for something; the document does not say for what. */
function blockers(added: readonly Meant[], { nextBlocker, project }: LivingPlan, at: Making): Change[] {
  const blocked = added.filter(({ row }) => row.status === 'blocked');
  const rows = blocked.map(({ row }, index) =>
    newBlocker(
      {
        ...{ id: at.newId(), projectId: project.id, milestoneId: row.id, number: nextBlocker + index },
        text: 'Blocked in the imported plan',
      },
      at.personId,
      at.now,
    ),
  );
  return rows.length > 0 ? [{ addMany: 'blocker', rows }] : [];
}

function goneOf(meant: readonly Meant[], plan: LivingPlan, at: Making): Part['gone'] {
  return notIn(meant, plan).map(({ id, number, name, version }) => ({
    name: `${number} · ${name}`,
    drop: [
      {
        alter: 'milestone',
        id,
        set: { droppedAt: at.now, dropReason: 'Not in the imported plan', version: version + 1 },
      },
    ],
  }));
}

/** What the document does not have. */
function notIn(meant: readonly Meant[], { milestones }: LivingPlan): Milestone[] {
  const kept = new Set(meant.map(({ row }) => row.id));
  return milestones.filter(({ id, droppedAt }) => droppedAt === null && !kept.has(id));
}

/** What the document does not have goes behind the siblings that it places anew, if it stays. */
function behindOf(meant: readonly Meant[], plan: LivingPlan): Change[] {
  const gone = notIn(meant, plan);
  const siblings = Map.groupBy(
    meant.filter(({ is }) => is !== 'dropped'),
    ({ row }) => row.parentId,
  );
  const rows = [...siblings].flatMap(([parent, group]) => {
    if (group.every(({ is, order, row }) => is === 'there' && order === row.order)) return [];
    const last = Math.max(...group.map(({ order }) => order));
    const behind = gone.filter(({ parentId }) => parentId === parent);
    return behind
      .toSorted((a, b) => a.order - b.order || a.number - b.number)
      .map(({ id }, nth) => ({ id, order: last + nth + 1 }));
  });
  return rows.length > 0 ? [{ alterMany: 'milestone', rows }] : [];
}

function remarksOf(meant: readonly Meant[], entries: readonly Entry[], plan: LivingPlan): string[] {
  const dropped = meant.filter(({ is, entry }) => is === 'dropped' && !entry.cut);
  const nobody = new Set(entries.flatMap(({ owner }) => (owner && !personNamed(plan, owner) ? [owner] : [])));
  const wait = meant.filter(
    ({ entry, row, is }) => is === 'there' && entry.status === 'done' && row.status !== 'done',
  );
  return [
    ...(nobody.size > 0
      ? [`Nobody here is called ${[...nobody].slice(0, 8).join(', ')}: named in the description.`]
      : []),
    ...(dropped.length > 0
      ? [
          `${dropped.length} in the document were dropped here and stay so: ${dropped
            .slice(0, 3)
            .map(({ row }) => row.name)
            .join('; ')}.`,
        ]
      : []),
    ...(wait.length > 0
      ? [`${wait.length} are done in the document and not here; what is in review or blocked stays so.`]
      : []),
  ];
}

/** How the checklists differ; `next` are the numbers of the next items where there are new ones. */
function stepsDiffer(meant: readonly Meant[], { items, project }: LivingPlan, at: Making) {
  const of = Map.groupBy(items, ({ milestoneId }) => milestoneId);
  const next = new Map<string, number>();
  const [added, ticked, gone]: [Item[], Item[], Item[]] = [[], [], []];
  for (const { entry, row, is } of meant) {
    if (is === 'dropped') continue;
    const found = paired(
      of.get(row.id) ?? [],
      entry.steps,
      ({ text }) => text.toLowerCase(),
      ({ text }) => text.toLowerCase(),
    );
    for (const [item, step] of found.pairs) if (step.done && !item.done) ticked.push(item);
    gone.push(...found.gone);
    let number = row.nextItem;
    for (const { text, done } of found.fresh) {
      added.push({
        ...{ id: at.newId(), projectId: project.id, milestoneId: row.id, number },
        kind: 'task',
        text,
        done,
      });
      number += 1;
    }
    if (number !== row.nextItem) next.set(row.id, number);
  }
  const changes: Change[] = [
    ...(added.length > 0 ? [{ addMany: 'item' as const, rows: added }] : []),
    ...(ticked.length > 0
      ? [{ alterMany: 'item' as const, rows: ticked.map(({ id }) => ({ id, done: true })) }]
      : []),
  ];
  const part: Part = {
    ...noPart('item'),
    changes,
    added: added.length,
    changed: ticked.map(({ text }) => `${text}: done`),
    gone: gone.map(({ id, text }) => ({ name: text, drop: [{ remove: 'item', id }] })),
  };
  return { part, next };
}
