import type { Command } from '../runner/define.ts';
import { action } from './customer/action.ts';
import { actionDone } from './customer/action-done.ts';
import { actionRemove } from './customer/action-remove.ts';
import { actions } from './customer/actions.ts';
import { changeLog } from './customer/change-log.ts';
import { completion } from './customer/completion.ts';
import { customerMessage } from './customer/customer-message.ts';
import { kickoff } from './customer/kickoff.ts';
import { news } from './customer/news.ts';
import { archive } from './endings/archive.ts';
import { closeLost } from './endings/close-lost.ts';
import { csat } from './endings/csat.ts';
import { reopenProject } from './endings/reopen-project.ts';
import { restore } from './endings/restore.ts';
import { inviteCustomer } from './page/invite-customer.ts';
import { revoke } from './page/revoke.ts';
import { proposal } from './proposals/proposal.ts';
import { proposalAccept } from './proposals/proposal-accept.ts';
import { proposalDecline } from './proposals/proposal-decline.ts';
import { proposalSend } from './proposals/proposal-send.ts';
import { proposalWithdraw } from './proposals/proposal-withdraw.ts';
import { messages } from './thread/messages.ts';
import { outreach } from './thread/outreach.ts';
import { reword } from './thread/reword.ts';
import { say } from './thread/say.ts';
import { thread } from './thread/thread.ts';
import { unsay } from './thread/unsay.ts';
import { waiting } from './thread/waiting.ts';

/** The commands about the customer, in the order of help. */
export const customerSide: readonly Command[] = [
  proposal,
  proposalSend,
  proposalAccept,
  proposalDecline,
  proposalWithdraw,
  kickoff,
  completion,
  customerMessage,
  changeLog,
  news,
  action,
  actionDone,
  actionRemove,
  actions,
  inviteCustomer,
  revoke,
  say,
  reword,
  unsay,
  outreach,
  waiting,
  thread,
  messages,
  csat,
  closeLost,
  reopenProject,
  archive,
  restore,
];
