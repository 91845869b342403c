import { type TrialFacts, whatIfCard } from '../../../cards/views/scope/what-if.ts';
import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { historyLength, loadTrial, startTrial, undoTrial } from '../../../db/queries/scope/trial.ts';
import type { Decision } from '../../domain/change.ts';
import type { Project } from '../../domain/project/project.ts';
import { madeAt, trialFigures, trialPrefix } from '../../domain/scope/trial-figures.ts';
import { triedState } from '../../domain/scope/what-if.ts';
import { withNames } from '../../grammar/mentions.ts';
import type { Enqueue } from '../../ports/enqueue.ts';
import type { Reply } from '../../ports/intent.ts';
import type { Moment } from '../define.ts';
import { bindTo } from '../drawn/drawn.ts';
import { knownTo } from '../drawn/for-customers.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { refused } from '../refused.ts';
import type { Handled } from '../store.ts';
import { carryOutAll } from './carry-out.ts';
import { type Handle, lineOf, projectAfter, type TriedAt, whyNot } from './one-line.ts';
import { settleOrders } from './settle-orders.ts';
import { readableLines } from './tried-lines.ts';

/** What the pressed button showed; absent where the lines are only tried. */
type Asked = { figures?: string | undefined };

/**
 * Tries commands and takes them back, or carries them out as they were shown (SCP-5). A trial is the commands
 * themselves in the transaction of the request: it saves, and goes back to a savepoint, so that what it predicts is
 * what happens. It enqueues nothing.
 */
export async function runTrial(
  ports: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: IdentifiedRequest,
  { figures }: Asked,
  moment: Moment,
): Promise<Handled> {
  const { who, commands } = at;
  const { project } = who;
  if (!project) return notSaved(at, refused(commands, { is: 'no_project' }));
  const lines = readableLines(at.read.tried ?? [], project);
  if (!lines.ok) return notSaved(at, refused(commands, lines.refusal));
  if (!isLockedAlready(at)) await lockProject(tx, project.id);
  const tried: TriedAt = { ...at, lines: lines.value, moment, project, startedAt: Date.now() };
  if (figures === undefined) return notSaved(at, await tryAll(ports.handle, tx, tried));
  const done = await carryOutAs(ports, tx, tried, figures);
  if (done) return done;
  const fresh = await tryAll(ports.handle, tx, tried);
  const card = fresh.is === 'shown' || fresh.is === 'refused' ? fresh.card : undefined;
  return notSaved(at, refused(commands, { is: 'stale' }, card));
}

/** Whether the look-up of the sender has locked the project, which it does for that of the channel. */
const isLockedAlready = ({ who, read, intent }: IdentifiedRequest) =>
  intent.room?.kind === 'channel' &&
  who.room?.projectId === who.project?.id &&
  read.project === undefined &&
  !read.drawn?.about?.anywhere;

const notSaved = ({ who }: IdentifiedRequest, reply: Reply): Handled => ({
  reply: bindTo(reply, who),
  saved: false,
});

/** Carries the lines out; undefined where that is not what was shown, and then nothing is saved. */
async function carryOutAs(
  ports: { enqueue: Enqueue; handle: Handle },
  tx: Tx,
  at: TriedAt,
  figures: string,
): Promise<Handled | undefined> {
  const length = await historyLength(tx, at.project.id);
  // on another day, or once the history has grown, the commands mean or do something else
  if (!figures.startsWith(trialPrefix({ length, today: at.moment.today }))) return undefined;
  await startTrial(tx);
  const decisions: Decision[] = [];
  const handled = await carryOutAll(ports, tx, at, decisions);
  const isAsShown = figuresOf(at, length, decisions) === figures;
  if (handled.saved && isAsShown) return handled;
  await undoTrial(tx);
  return handled.saved ? undefined : handled;
}

const figuresOf = ({ moment: { today }, startedAt }: TriedAt, length: number, decisions: Decision[]) =>
  trialFigures({ length, today, decisions, isMade: (id) => madeAt(id) >= startedAt });

/** Tries the lines, takes them back, and shows what would differ. */
async function tryAll(handle: Handle, tx: Tx, at: TriedAt): Promise<Reply> {
  const { who, moment, project, lines } = at;
  const { length, ...before } = await loadTrial(tx, project.id);
  await startTrial(tx);
  const tried = await tryEach(handle, tx, at);
  const after = tried.ok ? await loadTrial(tx, project.id) : before;
  await undoTrial(tx);
  if (!tried.ok) return tried.reply;
  const { decisions, ...result } = tried;
  const facts: TrialFacts = {
    ...result,
    project,
    lines: lines.map(({ line }) => withNames(line)),
    typed: lines.map(({ line }) => line),
    was: triedState(knownTo(who, before), moment.today),
    is: triedState(knownTo(who, after), moment.today),
    figures: figuresOf(at, length, decisions),
  };
  const { resource } = at.read.command;
  const shown = at.intent.asResource ? resource?.(facts, who, moment) : undefined;
  return { is: 'shown', card: whatIfCard(facts, moment), ...(shown ? { resource: shown } : {}) };
}

type Tried =
  | ({ ok: true; decisions: Decision[] } & Pick<TrialFacts, 'said' | 'proposes' | 'breaches'>)
  | { ok: false; reply: Reply };

const nothing: Enqueue = async () => {};

/** Runs the lines as a press would, then applies the change orders that they propose as if both sides had signed. */
async function tryEach(handle: Handle, tx: Tx, at: TriedAt): Promise<Tried> {
  const said: string[] = [];
  const decisions: Decision[] = [];
  const breaches: TrialFacts['breaches'] = [];
  let project: Project = at.project;
  for (const [nth, one] of at.lines.entries()) {
    const trial = { breaches: [], decisions: [], isTakenBack: true };
    const { reply, saved } = await handle(nothing, tx, { ...lineOf(at, one, project), trial });
    if (!saved) return { ok: false, reply: whyNot(at, reply, one.line) };
    said.push(reply.is === 'done' ? reply.line : '');
    breaches.push(trial.breaches);
    decisions.push(...trial.decisions);
    if (nth < at.lines.length - 1) project = await projectAfter(tx, project, trial.decisions);
  }
  const proposes = await settleOrders(tx, at, decisions);
  return { ok: true, said, decisions, proposes, breaches };
}
