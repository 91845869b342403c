import {
  contributors,
  customers,
  deciders,
  governors,
  planners,
  signers,
  viewers,
} from '../domain/project/access.ts';
import { isCoached } from '../domain/project/policies.ts';
import type { Project } from '../domain/project/project.ts';
import { type Role, roles } from '../domain/project/roles.ts';
import { stageDeciders, stageViewers } from '../domain/stages/roles.ts';
import { correspondents } from '../domain/thread/message.ts';

/** Who can use at least one form of a command: looking at a policy is for viewers, though changing it is not. */
type Audience =
  | 'everybody'
  | 'viewers'
  | 'contributors'
  | 'planners'
  | 'signers'
  | 'customers'
  | 'deciders'
  | 'payers'
  | 'correspondents'
  | 'completers'
  | 'governors'
  | 'members'
  | 'coaches';

/**
 * The groups of help, and their commands in the order of help. Every command that people type is in exactly one
 * (tests/commands/groups.test.ts).
 */
export const groups = {
  plan: {
    project: 'everybody',
    projects: 'everybody',
    programme: 'coaches',
    programmes: 'coaches',
    'programme-export': 'coaches',
    'programme-blueprint': 'coaches',
    status: 'viewers',
    new: 'planners',
    list: 'viewers',
    show: 'viewers',
    edit: 'contributors',
    define: 'planners',
    move: 'contributors',
    drop: 'governors',
    shift: 'governors',
    timeline: 'viewers',
    burnup: 'viewers',
    undo: 'viewers',
    history: 'viewers',
    news: 'viewers',
    scope: 'viewers',
    'what-if': 'viewers',
    change: 'viewers',
    changes: 'viewers',
    'change-log': 'contributors',
    recover: 'planners',
    sign: 'signers',
    decline: 'signers',
    withdraw: 'planners',
    proposal: 'viewers',
    'proposal-send': 'governors',
    'proposal-accept': 'customers',
    'proposal-decline': 'customers',
    'proposal-withdraw': 'governors',
    kickoff: 'planners',
    completion: 'planners',
    import: 'governors',
    export: 'viewers',
    blueprint: 'everybody',
    'blueprint-show': 'everybody',
    'blueprint-apply': 'governors',
    'blueprint-save': 'governors',
    'blueprint-remove': 'governors',
  },
  work: {
    'my-work': 'everybody',
    next: 'viewers',
    start: 'contributors',
    progress: 'contributors',
    block: 'contributors',
    unblock: 'contributors',
    blocker: 'contributors',
    cleared: 'contributors',
    add: 'contributors',
    check: 'contributors',
    uncheck: 'contributors',
    done: 'contributors',
    say: 'correspondents',
    reword: 'correspondents',
    unsay: 'correspondents',
    thread: 'correspondents',
    messages: 'correspondents',
    outreach: 'contributors',
    waiting: 'everybody',
    action: 'contributors',
    actions: 'viewers',
    'action-done': 'completers',
    'action-remove': 'contributors',
  },
  approve: {
    'skip-step': 'contributors',
    submit: 'contributors',
    evidence: 'contributors',
    'evidence-list': 'viewers',
    recall: 'contributors',
    approve: 'deciders',
    return: 'deciders',
    ask: 'deciders',
    'answer-review': 'contributors',
    deputy: 'viewers',
    reopen: 'deciders',
    stages: 'members',
    task: 'contributors',
    'approve-update': 'coaches',
    'reject-update': 'coaches',
    achieve: 'coaches',
    unachieve: 'coaches',
    queue: 'coaches',
    'queue-approve': 'coaches',
    'queue-return': 'coaches',
    'queue-ask': 'coaches',
    portfolio: 'coaches',
    'metrics-stages': 'members',
  },
  launch: {
    health: 'viewers',
    kpi: 'viewers',
    risk: 'contributors',
    risks: 'viewers',
    resolved: 'contributors',
    metric: 'contributors',
    'metric-set': 'contributors',
    'metric-remove': 'contributors',
    metrics: 'viewers',
    decision: 'viewers',
    decisions: 'viewers',
    criterion: 'contributors',
    vote: 'viewers',
    decide: 'governors',
    fallback: 'governors',
    if: 'governors',
    contingencies: 'viewers',
    contingency: 'viewers',
    retrospective: 'viewers',
  },
  money: {
    invoice: 'viewers',
    'invoice-send': 'governors',
    'invoice-approve': 'payers',
    'invoice-pdf': 'viewers',
    paid: 'governors',
    credit: 'governors',
    writeoff: 'governors',
    'pay-link': 'governors',
    dispute: 'viewers',
    'dispute-end': 'signers',
    cost: 'contributors',
    budget: 'viewers',
    cash: 'viewers',
    terms: 'viewers',
    'edit-terms': 'governors',
  },
  rhythm: {
    digest: 'viewers',
    remind: 'viewers',
    'ask-updates': 'viewers',
    snooze: 'viewers',
    quiet: 'everybody',
    notify: 'everybody',
    cadences: 'viewers',
    cadence: 'governors',
    expect: 'contributors',
    answer: 'contributors',
    'programme-ask': 'coaches',
    'programme-answer': 'members',
    draft: 'governors',
    announce: 'governors',
    'announce-skip': 'governors',
    receipts: 'everybody',
    retry: 'governors',
  },
  settings: {
    'edit-project': 'governors',
    activate: 'governors',
    csat: 'customers',
    'close-lost': 'governors',
    'reopen-project': 'governors',
    archive: 'governors',
    restore: 'governors',
    policy: 'viewers',
    holidays: 'viewers',
    timezone: 'everybody',
    people: 'viewers',
    role: 'governors',
    leavers: 'viewers',
    reassign: 'governors',
    link: 'everybody',
    unlink: 'everybody',
    'invite-customer': 'governors',
    revoke: 'governors',
    bind: 'everybody',
    unbind: 'everybody',
    help: 'everybody',
  },
} as const satisfies Record<string, Record<string, Audience>>;

/** A group of help. */
export type Group = keyof typeof groups;

/** The groups in the order of help. */
export const groupNames = Object.keys(groups) as Group[];

/** Whether a word is the name of a group. */
export const isGroup = (word: string): word is Group => Object.hasOwn(groups, word);

/** Whose help it is: their role, and the project it is for; undefined outside any project. */
export type Reader = { role: Role; project: Project | undefined };

/**
 * Returns the commands of a group that help shows to a reader, in order. Leaves out what their role or the
 * policies of the project never permit; outside any project all are shown.
 */
export function commandsOf(group: Group, { role, project }: Reader): string[] {
  const entries: [string, Audience][] = Object.entries(groups[group]);
  if (!project) return entries.map(([name]) => name);
  return entries
    .filter(([name, audience]) => rolesOf(audience, project).includes(role) && isUsed(name, project))
    .map(([name]) => name);
}

/** Where nobody approves, work is marked as done and never submitted; only a coached company has stages. */
const isUsed = (name: string, project: Project) =>
  (isCoached(project.kind) || !ofCompanies.includes(name)) &&
  (project.policies.approver !== 'nobody' || !ofReviews.includes(name));

const ofCompanies = [
  ...['stages', 'task', 'approve-update', 'reject-update', 'achieve', 'unachieve', 'portfolio'],
  'metrics-stages',
  ...['queue', 'queue-approve', 'queue-return', 'queue-ask'],
];
const ofReviews = ['submit', 'recall', 'approve', 'return', 'ask', 'answer-review'];

function rolesOf(audience: Audience, project: Project): readonly Role[] {
  switch (audience) {
    case 'everybody':
      return roles;
    case 'viewers':
      return viewers;
    case 'contributors':
      return contributors;
    case 'planners':
      return planners(project);
    case 'signers':
      return signers;
    case 'customers':
      return customers;
    case 'deciders':
      return deciders(project.policies);
    case 'payers':
      return ['client', ...governors(project)];
    case 'correspondents':
      return correspondents;
    case 'completers':
      return [...contributors, 'client'];
    case 'governors':
      return governors(project);
    case 'members':
      return stageViewers;
    case 'coaches':
      return stageDeciders;
    default:
      return audience satisfies never;
  }
}
