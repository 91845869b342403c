import type { SendResult } from '../../src/delivery/messenger.ts';
import { cut } from '../../src/domain/text/cut.ts';
import { MailNotSent } from './transport.ts';

/** How a mail failed. */
export type Failure = Exclude<SendResult, { is: 'sent' | 'limited' }>;

/** What nodemailer says of a failure: its own code, the command that was answered, the server's answer. */
type SmtpError = {
  code?: string;
  originalCode?: string;
  timeoutType?: string;
  command?: string;
  response?: string;
  responseCode?: number;
};

/** What the failure of one mail means for its delivery. */
export function failureOf(error: unknown): Failure {
  const { cause, mayHaveArrived: begun } =
    error instanceof MailNotSent ? error : { cause: error, mayHaveArrived: true };
  const said = (cause instanceof Error ? cause : {}) as SmtpError;
  const why = whyOf(cause, said);
  if (said.responseCode !== undefined) return failureOfReply(said, said.responseCode, why);
  if (said.code === 'EAUTH' || said.code === 'ENOAUTH') return { is: 'cut_off', why };
  // it never left: an address or a size that the protocol cannot carry
  if (said.code === 'EENVELOPE' || said.code === 'EMESSAGE') return { is: 'rejected', why };
  if (begun) return { is: 'unknown', why };
  // no connection came about, which no mail can be the reason of
  return { is: isUnreachable(said) ? 'unreachable' : 'retry', why };
}

const notConnectedCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EDNS',
]);
const timeoutTypes = new Set(['CONNECTION_TIMEOUT', 'GREETING_TIMEOUT']);

const isUnreachable = ({ code = '', originalCode = '', timeoutType = '' }: SmtpError) =>
  notConnectedCodes.has(code) || notConnectedCodes.has(originalCode) || timeoutTypes.has(timeoutType);

/** The server has answered, and so it has not taken the mail. */
function failureOfReply({ code, command }: SmtpError, status: number, why: string): Failure {
  if (status < 500) return { is: 'retry', why };
  if (code === 'EAUTH' || status === 530) return { is: 'cut_off', why };
  switch (command) {
    case 'MAIL FROM':
      // too large, or not from us
      return status === 552 ? { is: 'rejected', why } : { is: 'cut_off', why };
    case 'RCPT TO':
    case 'DATA':
      return { is: 'rejected', why };
    default:
      return { is: 'retry', why };
  }
}

/** One line, without what the server was told. */
function whyOf(cause: unknown, { response, originalCode, timeoutType, code }: SmtpError): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const why = response ?? originalCode ?? timeoutType ?? (code === 'EABORT' ? 'timeout' : message);
  return cut(why.replaceAll(/\s+/g, ' '), 200);
}
