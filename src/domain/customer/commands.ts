/**
 * The commands whose buttons a customer's room shows: those that a customer can use (ADM-2). The others are refused
 * to them, so their buttons would lead nowhere. `tests/commands/customer/commands.test.ts` compares this with the roles.
 */
export const customerCommands: ReadonlySet<string> = new Set([
  'action-done',
  'actions',
  'approve',
  'ask',
  'change',
  'changes',
  'csat',
  'decline',
  'dispute',
  'dispute-end',
  'evidence-list',
  'help',
  'invoice',
  'invoice-approve',
  'invoice-pdf',
  'list',
  'news',
  'proposal',
  'proposal-accept',
  'proposal-decline',
  'messages',
  'return',
  'say',
  'scope',
  'show',
  'sign',
  'status',
  'terms',
  'timeline',
]);

/** The other commands that a customer can type, which the buttons of a private answer may also run. */
export const privateCommands: ReadonlySet<string> = new Set([
  'ask-updates',
  'bind',
  'blueprint',
  'blueprint-show',
  'budget',
  'burnup',
  'cadences',
  'cash',
  'contingencies',
  'contingency',
  'decision',
  'decisions',
  'deputy',
  'digest',
  'export',
  'health',
  'history',
  'holidays',
  'kpi',
  'leavers',
  'link',
  'metrics',
  'my-work',
  'next',
  'notify',
  'people',
  'policy',
  'project',
  'projects',
  'quiet',
  'receipts',
  'remind',
  'reopen',
  'retrospective',
  'reword',
  'risks',
  'snooze',
  'thread',
  'timezone',
  'unbind',
  'undo',
  'unlink',
  'unsay',
  'vote',
  'waiting',
  'what-if',
]);

/** Inputs of commands that customers may look with, with which they are refused. */
const teamInputs: Readonly<Record<string, (input: Readonly<Record<string, string>>) => boolean>> = {
  'ask-updates': ({ every }) => every !== undefined,
  // one that names an order shows it; any other proposes one
  change: ({ text }) => text === undefined || !/^(?:CO|#)?\d+$/i.test(text),
  contingency: ({ verb }) => verb !== undefined,
  decision: ({ question }) => question === undefined || !/^[D#]?\d+$/i.test(question),
  digest: ({ when }) => when !== undefined,
};

/** Whether customers may use a command of theirs with an input. */
export const isTheirInput = (command: string, input: Readonly<Record<string, string>>): boolean =>
  teamInputs[command]?.(input) !== true;
