import { chatNames, type Medium } from '../../src/domain/platform.ts';
import { type Card, code, note, plain, type Span, text } from '../model.ts';

/** An installation that accepts no messages. Instants are ISO 8601. */
type OutageNotice = { platform: Medium; since: string; why: string; until: string | null };

const platforms = { ...chatNames, email: 'The mail server', web: 'The page', cli: 'The terminal' };

/** "Slack has not accepted messages since 14:02: invalid_auth. Next try: 14:07." The next try may already be past. */
export function outageLine({ platform, since, why, until }: OutageNotice): Span[] {
  return [
    plain(`${platforms[platform]} has not accepted messages since `),
    { is: 'instant', at: since },
    plain(`: ${why}. `),
    ...(until
      ? [plain('Next try: '), { is: 'instant', at: until } as const]
      : [plain('Milepost is trying again now')]),
    plain('. No message is lost: Milepost sends them when it does.'),
  ];
}

/** Tells an administrator, on another platform, that one accepts no messages. */
export function outageCard(outage: OutageNotice & { tenant: string }): Card {
  return note(`${platforms[outage.platform]} does not accept messages from Milepost`, [
    text(outageLine(outage)),
    text([
      plain('Cards there are out of date until then. The operator of Milepost can find the cause with '),
      code('milepost doctor'),
      plain(outage.tenant ? `; the organisation is ${outage.tenant}.` : '.'),
    ]),
  ]);
}
