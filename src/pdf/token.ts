import { parse, stringify } from 'uuid';
import { type HistoryReader, historyReaders } from '../domain/events.ts';
import { readSigned, sign } from '../signed.ts';

/** An invoice of a milestone, and the person who asked for it. */
export type InvoiceLink = {
  workspaceId: string;
  projectId: string;
  milestoneId: string;
  /** The place among the invoices of the milestone. */
  nth: number;
  personId: string;
  /** What could be seen where it was asked for. */
  reader: HistoryReader;
};

/** Returns the address of an invoice's PDF. */
export type InvoiceAddress = (of: InvoiceLink) => string;

/** For how long a link to an invoice works. */
export const linkHours = 24;

/** Bytes: workspace, project, milestone and person, the place, the reader, and the minute at which it ends. */
const idLength = 16;
const at = { nth: 4 * idLength, reader: 4 * idLength + 1, until: 4 * idLength + 2 } as const;
const saidLength = at.until + 4;
const minuteOf = (epochMs: number) => Math.floor(epochMs / 60_000);

/** Returns the token of an invoice's PDF. Whoever has it may read the PDF until it expires or the person's role ends. */
export function signInvoice(secret: string, of: InvoiceLink, nowMs: number): string {
  const said = Buffer.alloc(saidLength);
  for (const [nth, id] of [of.workspaceId, of.projectId, of.milestoneId, of.personId].entries())
    said.set(parse(id), nth * idLength);
  said[at.nth] = of.nth;
  said[at.reader] = historyReaders.indexOf(of.reader);
  said.writeUInt32BE(minuteOf(nowMs) + linkHours * 60, at.until);
  return sign(secret, 'invoice', said);
}

/** Reads a token; undefined when it is forged or expired. */
export function readInvoice(secret: string, token: string, nowMs: number): InvoiceLink | undefined {
  const said = readSigned(secret, 'invoice', token);
  if (said?.length !== saidLength) return undefined;
  const reader = historyReaders[said[at.reader] ?? -1];
  const nth = said[at.nth];
  if (!reader || nth === undefined || said.readUInt32BE(at.until) < minuteOf(nowMs)) return undefined;
  return {
    workspaceId: stringify(said, 0),
    projectId: stringify(said, idLength),
    milestoneId: stringify(said, 2 * idLength),
    personId: stringify(said, 3 * idLength),
    nth,
    reader,
  };
}
