import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { lookbackTypes } from '../../../src/domain/events.ts';
import type { LookbackFacts } from '../../../src/domain/plan/past.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { decision } from '../../schema/launch.ts';
import { person } from '../../schema/people.ts';
import { item, milestone } from '../../schema/plan.ts';
import { activity, project } from '../../schema/project.ts';
import { loadRatings } from '../endings/survey.ts';
import { recordColumns, recordFrom } from '../project/history.ts';
import { standing } from '../project/undone.ts';

/** Returns a project with its history for the retrospective; undefined when it does not exist. */
export async function loadPast(tx: Tx, projectId: string): Promise<LookbackFacts | undefined> {
  const found = await tx.query.project.findFirst({
    where: eq(project.id, projectId),
    with: {
      milestones: {
        orderBy: asc(milestone.number),
        columns: {
          id: true,
          parentId: true,
          number: true,
          name: true,
          outcome: true,
          status: true,
          share: true,
          dueDate: true,
          doneAt: true,
          droppedAt: true,
          dropReason: true,
        },
        with: { items: { columns: { number: true, done: true }, orderBy: asc(item.number) } },
      },
    },
  });
  if (!found) return undefined;
  const { milestones, ...of } = found;
  const [decisions, ratings, events, [first]] = [
    await loadDecisions(tx, projectId),
    await loadRatings(tx, projectId),
    await loadEvents(tx, projectId),
    await loadFirst(tx, projectId),
  ];
  return {
    project: of as Project,
    milestones,
    decisions,
    ratings,
    events,
    began: first?.at ?? events[0]?.at ?? of.createdAt,
  };
}

const loadFirst = (tx: Tx, projectId: string) =>
  tx
    .select({ at: activity.at })
    .from(activity)
    .where(eq(activity.projectId, projectId))
    .orderBy(asc(activity.at))
    .limit(1);

/** Events of work, and those that moved a milestone's date. */
async function loadEvents(tx: Tx, projectId: string): Promise<LookbackFacts['events']> {
  const movesDue = and(isNotNull(activity.milestoneId), sql`${activity.after} ? 'dueDate'`);
  const rows = await tx
    .select({ ...recordColumns, milestoneId: activity.milestoneId })
    .from(activity)
    .leftJoin(person, refersTo(person, activity, activity.personId))
    .where(
      and(
        eq(activity.projectId, projectId),
        or(inArray(activity.type, lookbackTypes), movesDue),
        standing(sql`${activity}`),
      ),
    )
    .orderBy(asc(activity.at), asc(activity.id));
  return rows.map(recordFrom);
}

const loadDecisions = (tx: Tx, projectId: string): Promise<LookbackFacts['decisions']> =>
  tx
    .select({
      number: decision.number,
      question: decision.question,
      outcome: decision.outcome,
      outcomeNote: decision.outcomeNote,
      decidedAt: decision.decidedAt,
      fellBackAt: decision.fellBackAt,
      decidedBy: person.name,
    })
    .from(decision)
    .leftJoin(person, refersTo(person, decision, decision.decidedById))
    .where(and(eq(decision.projectId, projectId), isNotNull(decision.outcome)))
    .orderBy(asc(decision.number));
