import { cut } from '../../src/domain/text/cut.ts';
import type { SendResult } from '../../src/ports/messenger.ts';
import { MailNotSent } from './transport.ts';

/** The failure of one mail. */
export type Failure = Exclude<SendResult, { is: 'sent' | 'limited' }>;

/** nodemailer's error: its own code, the SMTP command, and the server's reply. */
type SmtpError = {
  code?: string;
  originalCode?: string;
  timeoutType?: string;
  command?: string;
  response?: string;
  responseCode?: number;
};

/** Classifies the failure of one mail. */
export function failureOf(error: unknown): Failure {
  const { cause, mayHaveArrived } =
    error instanceof MailNotSent ? error : { cause: error, mayHaveArrived: true };
  const smtp = (cause instanceof Error ? cause : {}) as SmtpError;
  const why = whyOf(cause, smtp);
  if (smtp.responseCode !== undefined) return failureOfReply(smtp, smtp.responseCode, why);
  if (smtp.code === 'EAUTH' || smtp.code === 'ENOAUTH') return { is: 'cut_off', why };
  // it was never sent: the protocol cannot carry the address or the size
  if (smtp.code === 'EENVELOPE' || smtp.code === 'EMESSAGE') return { is: 'rejected', why };
  if (mayHaveArrived) return { is: 'unknown', why };
  // no connection was made, so the mail is not the reason
  return { is: isUnreachable(smtp) ? 'unreachable' : 'retry', why };
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

/** The server replied, so it has not accepted the mail. */
function failureOfReply({ code, command }: SmtpError, status: number, why: string): Failure {
  if (status < 500) return { is: 'retry', why };
  if (code === 'EAUTH' || status === 530) return { is: 'cut_off', why };
  switch (command) {
    case 'MAIL FROM':
      // too large, or the sender is not allowed
      return status === 552 ? { is: 'rejected', why } : { is: 'cut_off', why };
    case 'RCPT TO':
    case 'DATA':
      return { is: 'rejected', why };
    default:
      return { is: 'retry', why };
  }
}

/** Returns one line, without the parameters of the SMTP commands. */
function whyOf(cause: unknown, { response, originalCode, timeoutType, code }: SmtpError): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const why = response ?? originalCode ?? timeoutType ?? (code === 'EABORT' ? 'timeout' : message);
  return cut(why.replaceAll(/\s+/g, ' '), 200);
}
