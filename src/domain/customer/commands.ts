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
