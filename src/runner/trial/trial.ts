import type { TrialFacts } from '../../../cards/views/scope/what-if.ts';
import type { Tx } from '../../../db/database.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadHealth } from '../../../db/queries/project/project-facts.ts';
import { save } from '../../../db/queries/save/save.ts';
import { loadChangeOrders, loadScoped } from '../../../db/queries/scope/change-orders.ts';
import { historyLength, startTrial, undoTrial } from '../../../db/queries/scope/trial.ts';
import type { Project } from '../../domain/project/project.ts';
import { applyChangeOrder } from '../../domain/scope/apply.ts';
import type { LockBreach } from '../../domain/scope/breach.ts';
import { effectIn } from '../../domain/scope/change-order-facts.ts';
import { triedState } from '../../domain/scope/what-if.ts';
import { excerpt } from '../../domain/text/cut.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { Reply } from '../../ports/intent.ts';
import type { Moment } from '../define.ts';
import { bindTo } from '../drawn/drawn.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { refused } from '../refused.ts';
import type { Handled } from '../store.ts';
import { readLines, type TriedLine } from './tried-lines.ts';

/** Runs one request in the transaction of another. */
type Handle = (enqueue: Enqueue, tx: Tx, at: IdentifiedRequest) => Promise<Handled>;

/** Lines to try; `figures` is what the pressed button showed: then they are carried out. */
type Asked = { lines: string; figures?: string | undefined };

/**
 * Tries commands and takes them back, or carries them out as they were shown (SCP-5). A trial is the commands
 * themselves in the transaction of the request: it saves, and goes back to a savepoint, so that what it predicts is
 * what happens. It enqueues nothing.
 */
export async function runTrial(
  ports: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: IdentifiedRequest,
  asked: Asked,
  moment: Moment,
): Promise<Handled> {
  const { who, commands } = at;
  const { project } = who;
  const no = (refusal: Parameters<typeof refused>[1]): Handled => ({
    reply: bindTo(refused(commands, refusal), who),
    saved: false,
  });
  if (!project) return no({ is: 'no_project' });
  const lines = readLines(asked.lines, at, moment.today);
  if (!lines.ok) return no(lines.refusal);
  await lockProject(tx, project.id);
  const length = String(await historyLength(tx, project.id));
  if (asked.figures !== undefined && asked.figures !== length) return no({ is: 'stale' });
  if (asked.figures !== undefined) return carryOutAll(ports, tx, at, lines.value);
  const was = await stateNow(tx, project.id, moment.today);
  const breaches: LockBreach[] = [];
  await startTrial(tx);
  const tried = await tryAll(ports.handle, tx, { ...at, trial: { breaches } }, lines.value, moment);
  const is = tried.ok ? await stateNow(tx, project.id, moment.today) : was;
  await undoTrial(tx);
  if (!tried.ok) return { reply: bindTo(tried.reply, who), saved: false };
  const facts: TrialFacts = {
    project,
    lines: lines.value.map(({ line }) => line),
    said: tried.said,
    proposes: tried.proposes,
    breach: breaches[0] ?? null,
    was,
    is,
    figures: length,
  };
  const { command } = at.read;
  const resource = at.intent.asResource ? command.resource?.(facts, who, moment) : undefined;
  const shown = {
    is: 'shown',
    card: command.view(facts, who, moment),
    ...(resource ? { resource } : {}),
  } as const;
  return { reply: bindTo(shown, who), saved: false };
}

const nothing: Enqueue = async () => {};

type Tried = { ok: true; said: string[]; proposes: boolean } | { ok: false; reply: Reply };

/** Runs the lines one after the other; a proposed change order is applied as if both sides had signed it. */
async function tryAll(
  handle: Handle,
  tx: Tx,
  at: IdentifiedRequest,
  lines: readonly TriedLine[],
  moment: Moment,
): Promise<Tried> {
  const said: string[] = [];
  let proposes = false;
  let { who } = at;
  for (const { line, read } of lines) {
    const handled = await handle(nothing, tx, lineOf({ ...at, who }, { line, read }));
    const { reply } = handled;
    if (!handled.saved) return { ok: false, reply: whyNot(at, reply, line) };
    said.push(reply.is === 'done' ? reply.line : '');
    proposes = (await settleOrders(tx, who, moment)) || proposes;
    who = { ...who, project: await projectNow(tx, who.project) };
  }
  return { ok: true, said, proposes };
}

/** Carries the lines out; if one is refused, none is done. */
async function carryOutAll(
  { enqueue, handle }: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: IdentifiedRequest,
  lines: readonly TriedLine[],
): Promise<Handled> {
  const said: string[] = [];
  let { who } = at;
  let last: Handled | undefined;
  await startTrial(tx);
  for (const [nth, { line, read }] of lines.entries()) {
    const isLast = nth === lines.length - 1;
    // the delivery is stored once, with the last answer
    const one = { ...lineOf({ ...at, who }, { line, read }), delivery: isLast ? at.delivery : undefined };
    last = await handle(enqueue, tx, one);
    const { reply } = last;
    if (!last.saved) {
      await undoTrial(tx);
      return { reply: whyNot(at, reply, line), saved: false };
    }
    if (reply.is === 'done') said.push(reply.line);
    if (!isLast) who = { ...who, project: await projectNow(tx, who.project) };
  }
  if (!last) throw new Error('no line was carried out');
  const { reply, saved } = last;
  return { reply: reply.is === 'done' ? { ...reply, line: said.join(' ') } : reply, saved };
}

/** A line in place of the request that carries it. */
const lineOf = (at: IdentifiedRequest, { line, read }: TriedLine): IdentifiedRequest => {
  const { version: _, form: _form, ...intent } = at.intent;
  return {
    ...at,
    intent: { ...intent, surface: 'line', ask: { line } },
    read,
    delivery: undefined,
    prefetched: undefined,
  };
};

/** Why a line did nothing; a trial has no forms and asks nothing. */
function whyNot({ commands }: IdentifiedRequest, reply: Reply, line: string): Reply {
  if (reply.is === 'refused') return reply;
  const sentence = `“${excerpt(line, 60)}” changes nothing or leaves something out, so it cannot be tried.`;
  return refused(commands, { is: 'rule', sentence, next: 'Type it without “what if” to see what it needs.' });
}

async function stateNow(tx: Tx, projectId: string, today: string) {
  const facts = await loadHealth(tx, projectId);
  if (!facts) throw new Error('the project of the trial no longer exists');
  const { price, policies } = facts.project;
  const money = price !== null && policies.moneyOn ? await loadLedger(tx, projectId) : undefined;
  return triedState(facts, money, today);
}

async function projectNow(tx: Tx, project: Project | undefined): Promise<Project | undefined> {
  return project && (await loadScoped(tx, project.id))?.project;
}

/** Applies the orders that a line has proposed, and says whether there were any. */
async function settleOrders(
  tx: Tx,
  { workspaceId, project, person }: IdentifiedRequest['who'],
  { now, newId }: Moment,
): Promise<boolean> {
  if (!project) return false;
  const proposed = (await loadChangeOrders(tx, { projectId: project.id })).filter(
    ({ state, proposedAt, proposedById }) =>
      state === 'open' && proposedAt >= now && proposedById === person.id,
  );
  for (const order of proposed) {
    const facts = await loadScoped(tx, project.id);
    const found = facts && effectIn({ ...facts, order });
    if (!facts || !found?.ok) continue;
    const { highest } = await loadTree(tx, project.id);
    const { changes } = applyChangeOrder(order, found.effect, facts, { newId, highest, now });
    const set = { state: 'applied', closedById: person.id, closedAt: now, effect: found.effect } as const;
    await save(tx, {
      workspaceId,
      changes: [{ alter: 'changeOrder', id: order.id, set }, ...changes],
      activity: [],
    });
  }
  return proposed.length > 0;
}
