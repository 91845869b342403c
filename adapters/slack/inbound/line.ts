/** Slack's markup: mentions, channels, specials, links. Anything else in angle brackets was typed. */
const slackToken = /<([@#!][^<>\n]+|[a-z][a-z0-9+.-]*:[^<>\s]+[^<>\n]*)>/gi;
const userId = /^[UW][A-Z0-9]+$/;
const channelId = /^[CG][A-Z0-9]+$/;

/** Normalises a line: mentions become tokens, entities plain text. Removes a mention of `bot`, our user. */
export function normaliseLine(text: string, tenant: string, bot: string): string {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(slackToken)) {
    out += escapeMentions(decodeEntities(text.slice(from, match.index)));
    out += token(match[1] ?? '', tenant, bot);
    from = match.index + match[0].length;
  }
  return (out + escapeMentions(decodeEntities(text.slice(from)))).trim();
}

/** Returns the token of a person of this tenant. */
export function personToken(tenant: string, user: string, name = user): string {
  return `<@slack:${tenant}/${user}|${name.replaceAll(/[<>|\n]/g, ' ').trim() || user}>`;
}

/** Breaks typed text that looks like a mention token, so that nobody can be mentioned by forging one. */
export function escapeMentions(text: string): string {
  return text.replaceAll(/<@(?=[a-z]+:)/g, '< @');
}

function token(inner: string, tenant: string, bot: string): string {
  const bar = inner.indexOf('|');
  const head = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : decodeEntities(inner.slice(bar + 1));
  switch (head[0]) {
    case '@':
      return mention(head.slice(1), label, tenant, bot);
    case '#':
      return channel(head.slice(1), label, tenant);
    case '!':
      return special(head.slice(1), label, tenant);
    default:
      return link(decodeEntities(head), label);
  }
}

function mention(user: string, label: string, tenant: string, bot: string): string {
  if (user === bot) return '';
  return userId.test(user) ? personToken(tenant, user, label || undefined) : `@${label || user}`;
}

function channel(id: string, label: string, tenant: string): string {
  return channelId.test(id) ? groupToken(tenant, id, `#${label || id}`) : `#${label || id}`;
}

/** A user group becomes a group token, never a person. */
function special(name: string, label: string, tenant: string): string {
  const group = /^subteam\^([A-Z0-9]+)$/.exec(name)?.[1];
  return group ? groupToken(tenant, group, (label || group).replace(/^@/, '')) : label || `@${name}`;
}

/** Returns the token of a user group or channel. */
const groupToken = (tenant: string, id: string, name: string) =>
  `<@group:${tenant}/${id}|${name.replaceAll(/[<>|\n]/g, '')}>`;

function link(url: string, label: string): string {
  if (url.startsWith('mailto:') || url.startsWith('tel:')) return label || url.slice(url.indexOf(':') + 1);
  return url;
}

function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
