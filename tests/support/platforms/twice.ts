import { isDeepStrictEqual } from 'node:util';
import { SlackDesk } from '../../../src/preview/slack/desk.ts';
import type { SlackAnswer, Sent as SlackSent } from '../../../src/preview/slack/signed.ts';
import { checkedDesk } from '../checked.ts';
import type { Stage } from '../milepost.ts';

/** A Slack that delivers every request twice at once; `unlike` keeps answers that differ. */
export class TwiceDesk extends SlackDesk {
  readonly unlike: SlackAnswer[][] = [];

  override async send(type: string, body: string, sent: SlackSent = {}): Promise<SlackAnswer> {
    const answers = await Promise.all([super.send(type, body, sent), super.send(type, body, sent)]);
    const [first, second] = answers;
    if (first.status !== second.status || !isDeepStrictEqual(withoutLinks(first), withoutLinks(second)))
      this.unlike.push(answers);
    return first;
  }
}

/** A repeated answer links to the newest card of its subject, which may have been posted meanwhile. */
const withoutLinks = ({ body }: SlackAnswer): unknown =>
  JSON.parse(JSON.stringify(body ?? null).replaceAll(/\/archives\/\w+\/p\d+/g, '/archives/…'));

/** Opens such a desk on a stage; it works until the stage is restarted. */
export function twiceDesk({ ends, milepost, heard }: Stage): TwiceDesk {
  const { slack } = ends.settings;
  if (!slack?.apiUrl) throw new Error('Slack is not connected');
  const door = { url: milepost.app.listeningOrigin, signingSecret: slack.signingSecret };
  return checkedDesk(new TwiceDesk(ends.slack.world, door, new URL(slack.apiUrl).origin), heard);
}
