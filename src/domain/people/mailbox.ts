/** Codes that somebody may be sent within an hour, so that nobody's mailbox is filled by us. */
export const maxCodesPerHour = 3;

/** An e-mail address as it is kept, undefined when a text is none. Upper and lower case are the same. */
export function parseMailbox(typed: string): string | undefined {
  const address = typed.trim().toLowerCase();
  const isOne = /^[^\s<>@,;:"()[\]\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(address);
  return isOne && address.length <= 254 ? address : undefined;
}
