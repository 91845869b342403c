import { type Role, roles } from '../../src/domain/project/roles.ts';

/** One use of a command on the project of `full-project.ts`: as typed, as a button or form carries it, and the roles allowed. */
export type Use = {
  command: string;
  line: string;
  /** The same input as a press or form carries it. */
  input: Record<string, string>;
  may: readonly Role[];
};

const everybody = roles;
const lookers: readonly Role[] = ['owner', 'coach', 'contributor', 'client', 'viewer'];
const workers: readonly Role[] = ['owner', 'coach', 'contributor'];
const owners: readonly Role[] = ['owner'];
const signers: readonly Role[] = ['owner', 'client'];
const bothSides: readonly Role[] = ['owner', 'coach', 'contributor', 'client'];

const customers: readonly Role[] = ['client'];

const use = (may: readonly Role[], command: string, rest = '', input: Record<string, string> = {}): Use => ({
  command,
  line: `${command} ${rest}`.trim(),
  input,
  may,
});

const looks = (command: string, rest?: string, input?: Record<string, string>) =>
  use(lookers, command, rest, input);
const works = (command: string, rest?: string, input?: Record<string, string>) =>
  use(workers, command, rest, input);
const governs = (command: string, rest?: string, input?: Record<string, string>) =>
  use(owners, command, rest, input);

/**
 * Who may do what in a `launch` project whose owner approves (ADM-2, APR-1, APR-6). Written by hand and not
 * derived from the rules it checks.
 */
export const uses: readonly Use[] = [
  looks('status'),
  looks('health'),
  looks('kpi'),
  looks('timeline'),
  looks('burnup'),
  looks('next'),
  looks('retrospective'),
  looks('export', 'markdown', { as: 'markdown' }),
  looks('list'),
  looks('next'),
  looks('show', '2', { milestone: '2' }),
  looks('evidence-list', '2', { milestone: '2' }),
  looks('scope', '2', { milestone: '2' }),
  looks('changes'),
  looks('actions'),
  looks('news'),
  looks('what-if', 'snooze 2 tomorrow', { lines: 'snooze 2 tomorrow' }),
  looks('change', 'CO1', { text: 'CO1' }),
  looks('proposal'),
  looks('metrics'),
  looks('risks'),
  looks('cadences'),
  looks('people'),
  looks('leavers'),
  looks('policy'),
  looks('holidays'),
  looks('terms'),
  looks('budget'),
  looks('cash'),
  looks('invoice', '2', { milestone: '2' }),
  looks('invoice-pdf', '3', { milestone: '3' }),
  looks('dispute', '2', { milestone: '2' }),
  use(signers, 'dispute', '2 too late', { milestone: '2', reason: 'too late' }),
  {
    ...use(signers, 'dispute-end', '', { milestone: '2', as: 'mediation', note: 'Ms Lee' }),
    line: 'dispute end 2 mediation note:"Ms Lee"',
  },
  looks('history'),
  looks('decisions'),
  looks('contingencies'),
  looks('contingency', 'P1', { contingency: 'P1' }),
  looks('decision', 'D1', { question: 'D1' }),
  looks('remind'),
  looks('ask-updates'),
  looks('snooze', '2 tomorrow', { milestone: '2', for: 'tomorrow' }),
  looks('deputy'),
  looks('undo'),
  looks('digest'),
  works('new', '"Made by somebody"', { name: 'Made by somebody' }),
  works('kickoff', '2', { milestone: '2' }),
  works('completion', '2', { milestone: '2' }),
  works('start', '1', { milestone: '1' }),
  works('progress', '2 60 going well', { milestone: '2', percent: '60', note: 'going well' }),
  works('block', '2 no key yet', { milestone: '2', reason: 'no key yet' }),
  works('unblock', '3', { milestone: '3' }),
  works('blocker', '"No venue"', { text: 'No venue' }),
  works('cleared', 'B2', { blocker: 'B2' }),
  works('submit', '8', { milestone: '8' }),
  works('answer-review', '7 it is', { milestone: '7', answer: 'it is' }),
  works('recall', '7', { milestone: '7' }),
  works('add', '2 criterion "It is fast"', { milestone: '2', kind: 'criterion', text: 'It is fast' }),
  works('check', '2.1', { item: '2.1' }),
  works('uncheck', '2.2', { item: '2.2' }),
  works('skip-step', '2.3 seen last week', { item: '2.3', reason: 'seen last week' }),
  works('evidence', '2 link https://example.com/a "Signed contract"', {
    milestone: '2',
    kind: 'link',
    what: 'https://example.com/a',
    detail: 'Signed contract',
  }),
  works('edit', '9 name:"Renamed"', { milestone: '9', name: 'Renamed' }),
  works('define', '9 deliverables:"A page"', { milestone: '9', deliverables: 'A page' }),
  works('move', '9 before:1', { milestone: '9', before: '1' }),
  works('metric', '"sign-ups" target:100+', { name: 'sign-ups', target: '100+' }),
  works('metric-set', 'M1 1.4 s', { metric: 'M1', value: '1.4 s' }),
  works('metric-remove', 'M2', { metric: 'M2' }),
  works('risk', '"Provider not approved" level:high', { text: 'Provider not approved', level: 'high' }),
  works('resolved', 'R1', { risk: 'R1' }),
  works('answer', 'C1 Finished the login', { standup: 'C1', did: 'Finished the login' }),
  works('expect', '25% on:"1 dec 2027"', { percent: '25', on: '1 dec 2027' }),
  works('criterion', 'D1.2 met', { criterion: 'D1.2', state: 'met' }),
  works('cost', '2 5 design', { milestone: '2', amount: '5', note: 'design' }),
  works('done', '10', { milestone: '10' }),
  works('change', '"More of it" 9 days:1', { text: 'More of it', milestone: '9', days: '1' }),
  { ...works('change-log', '', { text: 'New logo' }), line: 'change log "New logo"' },
  works('action', '"Sign it" due:"1 dec 2027"', { text: 'Sign it', due: '2027-12-01' }),
  { ...use([...workers, 'client'], 'action-done', '', { action: 'A1' }), line: 'action done A1' },
  { ...works('action-remove', '', { action: 'A2' }), line: 'action remove A2' },
  works('recover', '2', { milestone: '2' }),
  works('withdraw', 'CO2', { order: 'CO2' }),
  use(signers, 'sign', 'CO1', { order: 'CO1' }),
  use(signers, 'decline', 'CO1 no need', { order: 'CO1', reason: 'no need' }),
  works('digest', 'now', { when: 'now' }),
  { ...governs('proposal-send'), line: 'proposal send' },
  { ...governs('proposal-withdraw'), line: 'proposal withdraw' },
  { ...use(customers, 'proposal-accept'), line: 'proposal accept' },
  { ...use(customers, 'proposal-decline', '', { reason: 'too late' }), line: 'proposal decline too late' },
  { ...governs('close-lost', '', { reason: 'mutual', note: 'no' }), line: 'close lost reason:mutual no' },
  { ...governs('reopen-project'), line: 'reopen project' },
  use(customers, 'csat', '5 great', { score: '5', comment: 'great' }),
  governs('archive'),
  governs('restore'),
  governs('ask', '4 is it fast?', { milestone: '4', question: 'is it fast?' }),
  governs('approve', '4 great', { milestone: '4', note: 'great' }),
  governs('return', '6 not yet', { milestone: '6', reason: 'not yet' }),
  governs('reopen', '5 it broke', { milestone: '5', reason: 'it broke' }),
  governs('drop', '11 not needed', { milestone: '11', reason: 'not needed' }),
  governs('import', 'now:yes "# Apollo\n- [ ] One more"', { text: '# Apollo\n- [ ] One more', now: 'yes' }),
  governs('cadence', '"Weekly review" every:friday at:16:00', {
    what: 'Weekly review',
    every: 'friday',
    at: '16:00',
  }),
  governs('draft', 'C2 "The doors are open."', { cadence: 'C2', text: 'The doors are open.' }),
  governs('announce', 'C2', { cadence: 'C2' }),
  governs('announce-skip', 'C3', { cadence: 'C3' }),
  governs('activate'),
  governs('link'),
  governs('invite-customer', 'clara@example.com', { address: 'clara@example.com' }),
  governs('revoke'),
  governs('role', '"None T" viewer', { person: 'None T', role: 'viewer' }),
  governs('reassign', 'me "Contributor T"', { from: 'me', to: 'Contributor T' }),
  { ...governs('edit-project', '', { zone: 'Europe/Rome' }), line: 'edit project zone:Europe/Rome' },
  governs('policy', 'evidence:yes', { evidence: 'yes' }),
  governs('timezone', 'Europe/Paris for:project', { zone: 'Europe/Paris', for: 'project' }),
  use(['client'], 'invoice-approve', '3 sure:yes', { milestone: '3', sure: 'yes' }),
  governs('invoice-send', '4 sure:yes', { milestone: '4', sure: 'yes' }),
  governs('paid', '2 5 sure:yes', { milestone: '2', amount: '5', sure: 'yes' }),
  governs('credit', '2 5 sorry sure:yes', { milestone: '2', amount: '5', reason: 'sorry', sure: 'yes' }),
  governs('writeoff', '2 5 a gift sure:yes', { milestone: '2', amount: '5', reason: 'a gift', sure: 'yes' }),
  governs('pay-link', '2 https://pay.example.com/2', { milestone: '2', link: 'https://pay.example.com/2' }),
  governs('terms', 'net:30', { net: '30' }),
  { ...governs('edit-terms', '', { net: '40' }), line: 'edit terms net:40' },
  governs('holidays', 'add 2027-12-27', { change: 'add', dates: '2027-12-27' }),
  governs('decision', '"Ship it?" on:"2 dec 2027"', { question: 'Ship it?', on: '2 dec 2027' }),
  governs('vote', 'D2 go', { decision: 'D2', choice: 'go' }),
  governs('decide', 'D1 no-go the venue is closed', {
    decision: 'D1',
    outcome: 'no-go',
    reason: 'the venue is closed',
  }),
  governs('fallback', 'D1', { decision: 'D1' }),
  governs('if', '"30% of p0 incomplete" on:"1 dec 2027" then:"shift launch 7d"', {
    ...Object.fromEntries([
      ['when', '30% of p0 incomplete'],
      ['on', '1 dec 2027'],
      ['then', 'shift launch 7d'],
    ]),
  }),
  governs('contingency', 'P1 dismiss', { contingency: 'P1', verb: 'dismiss' }),
  governs('shift', '7d apply:yes', { by: '7d', apply: 'yes' }),
  governs('digest', 'weekly on:friday', { when: 'weekly', on: 'friday' }),
  governs('remind', 'before:5', { before: '5' }),
  governs('ask-updates', 'every:friday', { every: 'friday' }),
  governs('blueprint-apply', 'launch start:"1 dec 2027" apply:yes', {
    blueprint: 'launch',
    start: '2027-12-01',
    apply: 'yes',
  }),
  governs('blueprint-save', '"Our way"', { name: 'Our way' }),
  governs('blueprint-remove', '"Our way"', { blueprint: 'Our way' }),
  use(bothSides, 'thread'),
  use(bothSides, 'messages'),
  use(bothSides, 'say', '"The staging system is ready"', { text: 'The staging system is ready' }),
  use(bothSides, 'reword', 'last It is ready', { message: 'last', text: 'It is ready' }),
  use(bothSides, 'unsay', 'last', { message: 'last' }),
  use(everybody, 'waiting'),
  works('outreach', 'B2', { blocker: 'B2' }),
  use(everybody, 'blueprint'),
  use(everybody, 'blueprint-show', 'standard-3', { blueprint: 'standard-3' }),
  use(everybody, 'projects'),
  use(everybody, 'help'),
  use(everybody, 'my-work'),
  use(everybody, 'timezone'),
  use(everybody, 'quiet'),
  use(everybody, 'notify'),
  use(everybody, 'receipts'),
];
