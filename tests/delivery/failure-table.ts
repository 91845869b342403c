import type { SendResult } from '../../src/ports/messenger.ts';

/** What becomes of one answer of a platform: the columns of `docs/failures.md`. */
export type Consequence = {
  message: string;
  room: string;
  installation: string;
  /** What a person reads; null: nothing, because it mends itself. */
  reads: string | null;
  /** When it is tried again; null: never. */
  again: string | null;
};

const calm = { room: 'as before', installation: 'as before' };

/** Each kind of answer with what follows from it. */
export const consequences: Record<Exclude<SendResult['is'], 'sent'>, Consequence> = {
  limited: {
    ...calm,
    message: 'waits',
    installation: 'paused for as long as it asks, an hour at most',
    reads: null,
    again: 'when the pause is over',
  },
  retry: {
    ...calm,
    message: 'waits; after 8 tries it failed',
    reads: 'after the last try the owners: “was not delivered”, with Send again',
    again: 'after 2 s, 6 s, 18 s and so on, 15 min at most',
  },
  unknown: {
    ...calm,
    message: 'is looked for by its key; found: sent; absent: sent again',
    reads: 'where it cannot be looked for, the owners: “did it arrive?”, with Send again',
    again: 'after the look; never blindly',
  },
  room_lost: {
    ...calm,
    message: 'waits',
    room: 'waits for an hour; the third refusal in a row unlinks it',
    reads: 'after the third refusal the owners in their own chat, with the way back',
    again: 'after an hour, twice; at once when the bot is invited or the channel comes back',
  },
  cut_off: {
    message: 'waits',
    room: 'waits',
    installation: 'paused',
    reads: '`receipts` and `doctor` at once, the administrators on another way in after a minute',
    again: 'after 2 s, 10 s, 1 min, 5 min, 15 min, then every hour, and at any request from there',
  },
  unreachable: {
    message: 'waits',
    room: 'waits',
    installation: 'paused',
    reads: '`receipts` and `doctor` at once, the administrators on another way in after a minute',
    again: 'after 2 s, 10 s, 1 min, then every 5 min, and at any request from there',
  },
  message_gone: {
    ...calm,
    message: 'its card is no longer kept; a digest for its thread goes into the channel',
    reads: 'the room without the message that somebody deleted',
    again: 'when somebody asks for the card',
  },
  rejected: {
    ...calm,
    message: 'failed',
    reads: 'the owners: “was not delivered”, with Send again',
    again: 'when somebody presses Send again; a card with its next change',
  },
};

/** One answer of a platform to one call. */
export type Row = { far: string; call: string; answer: string; is: SendResult['is'] };

/** The document that operators read. */
export function failureDocument(rows: Row[]): string {
  const lines = rows.map(({ far, call, answer, is }) => `| ${far} | ${call} | ${answer} | ${is} |`);
  const means = Object.entries(consequences).map(
    ([is, { message, room, installation, reads, again }]) =>
      `| ${is} | ${message} | ${room} | ${installation} | ${reads ?? 'nothing'} | ${again ?? 'never'} |`,
  );
  return [
    '# What becomes of an answer of a platform',
    '',
    'Written by `tests/delivery/failure-table.test.ts`, which drives every row through the real messengers.',
    'A digest or reminder that did not arrive is named by the next one, and `receipts failed` lists everything.',
    '',
    '| kind | the message | the room | the installation | who reads what | tried again |',
    '|---|---|---|---|---|---|',
    ...means,
    '',
    '| far end | call | answer | kind |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
