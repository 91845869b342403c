import { createHmac } from 'node:crypto';
import { slackTeam } from '../../src/preview/ends.ts';

/** A user and a channel; everybody has a channel of their own. */
export type Place = { user: string; channel: string };

/** Returns the place with this number. */
export const place = (n: number): Place => ({ user: `U${n}`, channel: `C${n}` });

/** A request with Slack's signature. */
export type Signed = { body: string; headers: Record<string, string> };

let sent = 0;

/** Signs a `/milestone …` command with a fresh trigger id, as Slack gives to each. */
export function slash(signingSecret: string, { user, channel }: Place, text: string): Signed {
  sent += 1;
  const body =
    `token=t&team_id=${slackTeam}&team_domain=acme&channel_id=${channel}&channel_name=${channel.toLowerCase()}` +
    `&user_id=${user}&user_name=${user.toLowerCase()}&command=%2Fmilestone&text=${encodeURIComponent(text)}` +
    `&api_app_id=A1&is_enterprise_install=false&response_url=http%3A%2F%2F127.0.0.1%3A9%2F&trigger_id=${process.pid}.${sent}`;
  const stamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${hash}`,
    },
  };
}
