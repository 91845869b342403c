import type { SignIn } from '../../../src/ports/pages.ts';

/**
 * Returns the name of a page's cookie. Browsers take `__Host-` over https alone; without it only on this machine,
 * which `isSecure` false says.
 */
const nameOf = (key: string, isSecure: boolean) => `${isSecure ? '__Host-' : ''}milepost-${key}`;

const attributes = (isSecure: boolean) => `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** Returns the cookie of a new session. */
export const cookieOf = ({ key, session, maxAgeSeconds }: SignIn & { is: 'in' }, isSecure: boolean): string =>
  `${nameOf(key, isSecure)}=${session}; Max-Age=${maxAgeSeconds}; ${attributes(isSecure)}`;

/** Returns the cookie that removes a session. */
export const noCookie = (key: string, isSecure: boolean): string =>
  `${nameOf(key, isSecure)}=; Max-Age=0; ${attributes(isSecure)}`;

/** Returns the session of a page from a Cookie header. */
export function sessionIn(header: string | undefined, key: string, isSecure: boolean): string | undefined {
  const name = `${nameOf(key, isSecure)}=`;
  const pair = header?.split(/;\s*/).find((one) => one.startsWith(name));
  return pair?.slice(name.length);
}
