/** Returns the normalised address, undefined unless it is http, https or mailto. */
export function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const target = new URL(url);
  return ['https:', 'http:', 'mailto:'].includes(target.protocol) ? target.href : undefined;
}
