import type { Card } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { Messenger, SendResult } from '../../../src/ports/messenger.ts';

/** A call that a messenger received, in order of arrival. */
export type Call = {
  what: 'post' | 'edit' | 'open';
  tenant: string;
  channel: string;
  messageId?: string;
  /** The message whose thread it is posted to. */
  under?: string;
  card?: Card;
  /** The card as plain text. */
  text: string;
  /** How many calls to the same room were in progress, this one included. */
  abreast: number;
};

/** The stand-in's answer to a call: an outcome, or a function to run first. */
export type Answer = Exclude<SendResult, { is: 'sent' }> | (() => Promise<SendResult | undefined>);

/** A platform in memory: it records calls, keeps messages, and fails as scripted. */
export type FarEnd = Messenger & {
  calls: Call[];
  /** Returns the texts that a reader of the room sees, oldest first. */
  shown(channel: string): string[];
  /** Removes all messages, calls and scripted answers. */
  clear(): void;
  /** Scripts the answers of the next calls that match, one per call; later calls succeed again. */
  next(answer: Answer, fits?: (call: Call) => boolean, times?: number): void;
};

/** Creates the stand-in. `tookMs`: how long each call takes. */
export function farEnd(tookMs = 0): FarEnd {
  const calls: Call[] = [];
  const messages = new Map<string, { channel: string; text: string }>();
  const script: { answer: Answer; fits: (call: Call) => boolean }[] = [];
  const busy = new Map<string, number>();

  async function take(call: Omit<Call, 'abreast'>): Promise<SendResult> {
    const abreast = (busy.get(call.channel) ?? 0) + 1;
    busy.set(call.channel, abreast);
    const taken = { ...call, abreast };
    calls.push(taken);
    try {
      const at = script.findIndex(({ fits }) => fits(taken));
      const [scripted] = at < 0 ? [] : script.splice(at, 1);
      if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs));
      const answer = typeof scripted?.answer === 'function' ? await scripted.answer() : scripted?.answer;
      return answer ?? keep(call);
    } finally {
      busy.set(call.channel, (busy.get(call.channel) ?? 1) - 1);
    }
  }

  function keep({ what, channel, text, messageId }: Omit<Call, 'abreast'>): SendResult {
    if (what === 'open') return { is: 'sent', messageId: '' };
    const id = messageId ?? `m${messages.size + 1}`;
    messages.set(id, { channel, text });
    return { is: 'sent', messageId: id };
  }

  const callOf = (what: Call['what'], { tenant, channel }: RoomAddress, card: Card) => ({
    what,
    tenant,
    channel,
    card,
    text: renderText(card),
  });
  return {
    calls,
    shown: (channel) =>
      [...messages.values()].filter((one) => one.channel === channel).map(({ text }) => text),
    clear() {
      calls.length = 0;
      script.length = 0;
      messages.clear();
    },
    next(answer, fits = () => true, times = 1) {
      for (let n = 0; n < times; n += 1) script.push({ answer, fits });
    },
    post: (room, message, under) =>
      take({ ...callOf('post', room, message.card), ...(under === undefined ? {} : { under }) }),
    edit: (room, messageId, message) => take({ ...callOf('edit', room, message.card), messageId }),
    async openDirect({ tenant, user }, met) {
      const channel = `direct-${user}`;
      const sent = await take({ what: 'open', tenant, channel, text: '' });
      if (sent.is !== 'sent') return sent;
      const platform = met?.platform ?? 'slack';
      return { is: 'opened', room: { platform, tenant, channel, kind: 'direct' } };
    },
  };
}
