import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Chrome is when none was installed for the tests. */
const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Starts a real browser: on Linux the npm package, elsewhere an installed Chrome. @throws when there is none. */
export async function startBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = await import('@sparticuz/chromium');
    // The package's own arguments disable the same-origin policy.
    const args = packed.args.filter((one) => one !== '--disable-web-security');
    return chromium.launch({ executablePath: await packed.executablePath(), args });
  }
  const executablePath = installed.find(existsSync);
  if (!executablePath) throw new Error('The browser tests need Google Chrome: install it.');
  return chromium.launch({ executablePath });
}
