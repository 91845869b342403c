/** The address as a link may carry it, undefined when it is none that a chat or a mail should open. */
export function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const target = new URL(url);
  return ['https:', 'http:', 'mailto:'].includes(target.protocol) ? target.href : undefined;
}
