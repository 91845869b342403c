import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Card } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { PictureViewer } from '../../db/queries/delivery/picture-viewers.ts';
import { membersOf } from '../../db/queries/people/people.ts';
import type { MilestoneFacts } from '../domain/facts.ts';
import type { Outcome, Refusal } from '../domain/outcome.ts';
import { headOf, type Needs, needs, viewers, type Who } from '../domain/project/access.ts';
import { codeFromBytes, tokenFromBytes } from '../domain/project/code.ts';
import type { Permitted } from '../domain/project/undoing.ts';
import { todayIn } from '../domain/time/dates.ts';
import { linkHours } from '../pdf/token.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { Intent, Reply } from '../ports/intent.ts';
import { chooseMilestone } from './choose.ts';
import type { Command, Moment } from './define.ts';
import { bindTo } from './drawn/drawn.ts';
import { decideFor, forCustomers, isForCustomer, offeredCard, refusalFor } from './drawn/for-customers.ts';
import { lookUpLiveCard } from './drawn/live-card.ts';
import { settle, whyClosed } from './endings/settle.ts';
import { runErrands } from './errands/run-errands.ts';
import { answerForm, withForm } from './forms/answer.ts';
import { drawForm } from './forms/draw.ts';
import { whyChanged } from './forms/opened.ts';
import { type FormSubject, loadSubject, noSubject, subjectOf } from './forms/subject.ts';
import type { IdentifiedRequest } from './identified-request.ts';
import { type ResolvedInput, resolveInput } from './input/given.ts';
import { keepsPlanRules } from './plan-rules.ts';
import { withQuoted } from './quoted/quoted.ts';
import { offerOf } from './references/group-offer.ts';
import { refused } from './refused.ts';
import { brokenLock } from './scope-lock.ts';
import { type Handled, store } from './store.ts';
import { runTrial } from './trial/trial.ts';
import { withoutProject } from './who.ts';

/** Reads the input, loads, permits, decides and stores the decision, in the caller's transaction. */
export async function handle(enqueue: Enqueue, tx: Tx, asked: IdentifiedRequest): Promise<Handled> {
  const quoting = await withQuoted(tx, asked);
  const at = quoting.ok ? quoting.value : asked;
  const { read, who } = at;
  const now = at.clock();
  const no: Refuse = async (refusal, { present, about } = {}) => {
    const answer = refused(at.commands, refusalFor(who, hasNoProject(refusal, at)), present);
    const reply = { ...answer, card: offeredCard(answer.card, who) };
    return { reply: bindTo(await withForm(tx, at, reply, about), who), saved: false };
  };
  const outside = await outsideProject(tx, read.command, who, at.verified);
  if (outside) return no(outside);
  if (!quoting.ok) return no(quoting.refusal);
  const moment = momentOf(at);
  if (at.intent.form) {
    const answer = await answerForm(tx, at, at.intent.form, moment);
    return answer.ok ? { reply: bindTo(answer.value, who), saved: false } : no(answer.refusal);
  }
  const today = todayIn(now, who.person.zone ?? who.project?.zone ?? 'UTC');
  const given = resolveInput(read, at.intent.surface, today);
  if (given.is === 'refused') {
    const isForm = at.intent.surface === 'form';
    return no(given.refusal, isForm ? { about: await loadSubject(tx, at, read.raw, moment) } : {});
  }
  if (given.is === 'form') return ask(tx, at, given, noSubject, no);
  if (given.is === 'choose') {
    const choice = await chooseMilestone(tx, at, given, moment, today);
    if (!choice.ok) return no(choice.refusal);
    const { value } = choice;
    if (value.is === 'not_allowed')
      return no(await notAllowed(tx, read.command, who, value.needed, at.verified));
    if (value.is === 'reply') return { reply: bindTo(value.reply, who), saved: false };
    return carryOut(enqueue, tx, at, value.given, no);
  }
  return carryOut(enqueue, tx, at, given, no);
}

async function carryOut(
  enqueue: Enqueue,
  tx: Tx,
  at: IdentifiedRequest,
  given: Extract<ResolvedInput, { is: 'input' }>,
  no: Refuse,
): Promise<Handled> {
  const { intent, who, read } = at;
  const command = isForCustomer(who) ? forCustomers(read.command) : read.command;
  const { input } = given;
  const loaded = await command.load(tx, input, who, momentOf(at), at.prefetched);
  if (!loaded.ok && loaded.refusal.is === 'group')
    return no({ ...loaded.refusal, ...(await offerOf(tx, who, at, given.known)) });
  if (!loaded.ok) return no(loaded.refusal);
  // after the lock, so that a change that waited for another has the later instant in the history
  const moment = momentOf(at);
  const facts = loaded.value;
  const needed = command.permit(who, facts, input);
  if (needed) return no(await notAllowed(tx, command, who, needed, at.verified));
  const opens = given.asks || (intent.quoted !== undefined && !intent.reacted);
  const isForm = opens || intent.surface === 'form';
  const about = isForm ? subjectOf(command, facts, moment) : noSubject;
  if (opens) return ask(tx, at, given, about, no);
  const tried = command.tries?.(input);
  if (tried) return runTrial({ enqueue, handle }, tx, at, tried, moment);
  const errands = command.errands?.(facts, input);
  if (errands) {
    const next = errands.ended(await runErrands({ enqueue, handle }, tx, at, errands.requests));
    return { reply: shownTo({ ...at, command }, next, moment), saved: false };
  }
  const present = () =>
    intent.surface === 'press' && command.version ? command.view(facts, who, moment) : undefined;
  const { decided, answer } = decideFor(command, { facts, input, who }, moment);
  const refuseWithCard = async (refusal: Refusal, more: { about?: FormSubject } = {}): Promise<Handled> => {
    const { reply, saved } = await no(possibleFor(at, facts, refusal), { present: present(), ...more });
    const asked = { intent, who, now: moment.now, pictures: at.pictures };
    return { reply: await lookUpLiveCard(tx, reply, asked), saved };
  };
  if (isStale(command, intent, facts)) return refuseWithCard(whyStale(decided));
  if (!decided.ok) return refuseWithCard(decided.refusal, { about });
  const closed = whyClosed(command, who, decided.value);
  if (closed) return refuseWithCard(closed, { about });
  const kept = await keepsPlanRules(tx, who, decided.value);
  if (!kept.ok) return refuseWithCard(kept.refusal, { about });
  const breach = await brokenLock(tx, who, decided.value);
  if (breach && !at.trial?.isTakenBack) return refuseWithCard({ is: 'scope_locked', breach }, { about });
  if (breach) at.trial?.breaches.push(breach);
  at.trial?.decisions.push(decided.value);
  const changed = await whyChanged(tx, read, { facts, who, today: moment.today });
  if (changed) return no(changed, { about });
  const said = isTyped(at) ? given.known : {};
  const handled = await store(enqueue, tx, {
    ...at,
    command,
    given: input,
    typed: said,
    decision: decided.value,
    answer,
    permitted: permittedTo(command, facts, input, who),
    moment,
  });
  await settle(enqueue, tx, decided.value, { who, at: moment.now });
  return handled;
}

/** The answer that shows facts, and their resource where a program asks. */
function shownTo(
  { command, who, intent }: Pick<IdentifiedRequest, 'who' | 'intent'> & { command: Command },
  facts: unknown,
  moment: Moment,
): Reply {
  const resource = intent.asResource ? command.resource?.(facts, who, moment) : undefined;
  return { is: 'shown', card: command.view(facts, who, moment), ...(resource ? { resource } : {}) };
}

/** Leaves out of a refusal the next steps that this person may not take. */
function possibleFor({ commands, who }: IdentifiedRequest, facts: unknown, refusal: Refusal): Refusal {
  if (refusal.is !== 'wrong_status' || !isOfMilestone(facts)) return refusal;
  const { milestone } = refusal;
  const isPermitted = (name: string) => {
    const command = commands.find(name);
    return command !== undefined && !command.permit(who, facts, { milestone: String(milestone) });
  };
  return { ...refusal, allowed: refusal.allowed.filter(isPermitted) };
}

/** Whether facts are those of one milestone, as the commands of a refusal need them. */
const isOfMilestone = (facts: unknown): facts is MilestoneFacts =>
  typeof facts === 'object' && facts !== null && 'milestone' in facts && 'approvers' in facts;

/** Returns who may run a command on these facts, so that they alone can undo it. */
function permittedTo(command: Command, facts: unknown, input: unknown, who: Who): Permitted {
  const needed = (admin: boolean) =>
    command.permit({ ...who, role: 'none', person: { ...who.person, admin } }, facts, input);
  const roles = needed(false);
  return { roles: roles ?? null, admins: roles !== undefined && needed(true) === undefined };
}

/** Refuses a request; `present` is the current card, `about` what its form is about. */
type Refuse = (
  refusal: Refusal,
  more?: { present?: Card | undefined; about?: FormSubject },
) => Promise<Handled>;

/** A line, or a button that stands for one. */
const isTyped = ({ intent, read }: IdentifiedRequest) => intent.surface === 'line' || read.typed === true;

/** Where the room has a project, a button that knows none was drawn before buttons said what they are for. */
const hasNoProject = (refusal: Refusal, { read, who }: IdentifiedRequest): Refusal =>
  refusal.is === 'no_project' && read.drawn && !read.drawn.about && who.room ? { is: 'outdated' } : refusal;

/** The current card of the project that a room shows; undefined where the sender may not see it. */
export async function currentCard(
  tx: Tx,
  at: Pick<
    IdentifiedRequest,
    'commands' | 'who' | 'clock' | 'mails' | 'pages' | 'codes' | 'pictures' | 'invoices'
  >,
) {
  const { who, commands } = at;
  const show = commands.find('status');
  if (!who.project || !show || needs(who, viewers)) return undefined;
  const moment = momentOf(at);
  const facts = await show.load(tx, {}, who, moment, undefined);
  const shown = isForCustomer(who) ? forCustomers(show) : show;
  return facts.ok ? shown.view(facts.value, who, moment) : undefined;
}

/** Opens the form of a command. */
async function ask(
  tx: Tx,
  { read: { command }, who, clock }: IdentifiedRequest,
  { known }: { known: Record<string, string> },
  { subject, given, preset }: FormSubject,
  no: Refuse,
): Promise<Handled> {
  const drawn = await drawForm({ tx, who, command, clock }, { given: known, presets: preset });
  if (!drawn.ok) return no(drawn.refusal);
  const form = { ...drawn.value, given: { ...drawn.value.given, ...given }, ...(subject ? { subject } : {}) };
  return { reply: bindTo({ is: 'form', form }, who), saved: false };
}

/** A command of a project where none is meant, or whose person may not even look. */
async function outsideProject(
  tx: Tx,
  command: Command,
  who: Who,
  verified: boolean,
): Promise<Refusal | undefined> {
  if (command.scope !== 'project') return undefined;
  if (!who.project) return withoutProject(tx, who);
  const needed = needs(who, viewers);
  return needed && notAllowed(tx, command, who, needed, verified);
}

async function notAllowed(
  tx: Tx,
  command: Command,
  who: Who,
  needed: NonNullable<Needs>,
  verified: boolean,
): Promise<Refusal> {
  if (!verified) return { is: 'unverified', platform: who.platform };
  const members = who.project ? await membersOf(tx, who.project.id) : [];
  // of somebody without a role, those who give roles
  const able = who.project && needed.includes('viewer') ? [headOf(who.project)] : needed;
  const holders = members.filter(({ role, gone }) => able.includes(role) && !gone).map(({ name }) => name);
  return { is: 'not_allowed', needs: needed, has: who.role, holders, command: command.name };
}

/** The pressed card shows something older than what is there now (LIVE-3). */
const isStale = (command: Command, { surface, version }: Intent, facts: unknown) =>
  surface === 'press' &&
  version !== undefined &&
  command.version !== undefined &&
  command.version(facts) !== version;

/** Of two people who press at once, the second sees who was first (LIVE-2). */
const whyStale = (decided: Outcome<unknown>): Refusal =>
  !decided.ok && decided.refusal.is === 'already_done' ? decided.refusal : { is: 'stale' };

/** A picture is for the project's room, or for the person who asked in a direct chat. */
const viewerOf = ({ room, project, person }: Who): PictureViewer =>
  room && room.projectId === project?.id
    ? { is: 'room', id: room.id, audience: room.audience }
    : { is: 'person', id: person.id };

function momentOf({
  clock,
  who,
  mails,
  pages,
  codes,
  pictures,
  invoices,
}: Pick<IdentifiedRequest, 'who' | 'clock' | 'mails' | 'pages' | 'codes' | 'pictures' | 'invoices'>): Moment {
  const now = clock();
  const { workspaceId, project, person } = who;
  return {
    mails,
    pages,
    picture: (kind, svg) =>
      project && pictures?.({ workspaceId, projectId: project.id, kind, shownTo: viewerOf(who) }, svg),
    invoicePdf(of) {
      const url = project && invoices?.({ workspaceId, projectId: project.id, personId: person.id, ...of });
      return url === undefined ? undefined : { url, hours: linkHours };
    },
    now,
    today: todayIn(now, who.project?.zone ?? who.person.zone ?? 'UTC'),
    newId: v7,
    newCode: () => codeFromBytes(randomBytes(17)),
    newToken: () => tokenFromBytes(randomBytes(17)),
    codes,
  };
}
