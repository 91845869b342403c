/** Codes sent to one person within an hour; limits mail that others can cause. */
export const maxCodesPerHour = 3;

/** Returns an e-mail address in lower case; undefined if the text is none. */
export function parseMailbox(typed: string): string | undefined {
  const address = typed.trim().toLowerCase();
  const isAddress = /^[^\s<>@,;:"()[\]\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(address);
  return isAddress && address.length <= 254 ? address : undefined;
}
