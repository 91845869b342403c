/** Text without Markdown's marks; a link keeps its address, so that nothing is lost. */
export function plain(text: string): string {
  return text
    .replaceAll(/!?\[([^[\]]{0,300})\]\(([^()\s]{1,2000})\)/g, (_, label: string, url: string) =>
      label === '' || label === url ? url : `${label} (${url})`,
    )
    .replaceAll(/(\*\*|__|~~)(?=\S)([^*_~\n]{1,500}?)(?<=\S)\1/g, '$2')
    .replaceAll(/(?<![\w*\\])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])/g, '$1')
    .replaceAll(/(?<![\w_\\])_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?![\w_])/g, '$1')
    .replaceAll(/`([^`\n]{1,500})`/g, '$1')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>])/g, '$1')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}

/** A bold beginning and what follows it: `**Owner**: Ana`, `**Owner:** Ana`, or a bare `Owner: Ana`. */
export type LeadIn = { lead: string; rest: string };

const bold = /^(?:\*\*|__)([^*_]{1,200}?)(?:\*\*|__)[ \t]*(.*)$/;

/** The bold lead-in of a line; undefined where it has none. */
export function leadIn(text: string): LeadIn | undefined {
  const found = bold.exec(text.trim());
  if (!found) return undefined;
  const [, lead = '', rest = ''] = found;
  const colon = /[:：]\s*$/.test(lead) || /^[:：–—-]/.test(rest);
  if (!colon && rest !== '') return undefined;
  return { lead: plain(lead).replace(/\s*[:：]\s*$/, ''), rest: rest.replace(/^[:：–—-]\s*/, '').trim() };
}

/** `Owner: Ana` without bold, where the key is a few words. */
export function keyed(text: string): LeadIn | undefined {
  const found = /^([\p{L}][\p{L}\p{N} '/&-]{0,40}?)\s*[:：]\s+(\S.*)$/u.exec(text);
  return found ? { lead: found[1] ?? '', rest: found[2] ?? '' } : undefined;
}
