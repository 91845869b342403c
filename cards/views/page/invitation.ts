import { type Card, code, heading, note, plain, text } from '../../model.ts';

/** Stands for the address of a link in a stored mail, where the address is only known when it is sent. */
export const linkPlaceholder = 'milepost:link';

/** The mail that brings a customer the link to their page (CUS-8). */
export const linkMail = (of: { project: string; by: string | null; days: number }): Card =>
  note(
    of.by ? `${of.by} invites you to the page of ${of.project}` : `Your link to the page of ${of.project}`,
    [
      text('On the page you see how the project is going, do what waits for you, and write to the team.'),
      { is: 'page', label: 'Open your page', url: linkPlaceholder },
      text(
        `The page asks for a code, which it mails to this address. The link works for up to ${of.days} days. A forwarded link does not open the page.`,
        'quiet',
      ),
    ],
  );

/** The mail with a sign-in code. Without one it can be stored until it is sent. */
export const pageCodeMail = (minutes: number, secret = '…'): Card =>
  note('Your code for your project’s page', [
    text([plain('Enter this code on the page: '), code(secret)]),
    text(`It works once, within ${minutes} minutes.`),
    text('If you did not ask for it, ignore this mail and share the code with nobody.'),
  ]);

/** Returns the stored card of a mail with the address of its link. */
export const withLink = (card: Card, url: string): Card => ({
  ...card,
  blocks: card.blocks.map((block) =>
    block.is === 'page' && block.url === linkPlaceholder ? { ...block, url } : block,
  ),
});

/** What a page's first message says. */
export const pageWelcome = (project: string, by: string): Card =>
  note(`Welcome to the page of ${project}`, [
    text(`${by} invited you. This page shows how the project is going. What waits for you has a button.`),
  ]);

/** An open page in a list. */
type ListedPage = { name: string; address: string; openedAt: string | null };

/** The answer to an invitation. */
export const invitedCard = (of: { name: string; address: string; days: number; project: string }): Card =>
  note(`Milepost is mailing a link to ${of.address}.`, [
    text(
      `It opens the page of ${of.project} for ${of.name}, after a code that is mailed to the same address. The link works for ${of.days} days.`,
    ),
    text([plain('To close the page, type '), code(`revoke ${of.address}`)], 'quiet'),
  ]);

/** Lists the customers' pages of a project, each with a button that closes it. */
export function pagesCard(project: string, pages: readonly ListedPage[]): Card {
  const invite = { label: 'Invite a customer', command: 'invite-customer', input: {} };
  if (pages.length === 0)
    return note(
      `Nobody has a page of ${project}.`,
      [text('A customer without Slack or Teams can get one.')],
      [invite],
    );
  return note(
    `Pages of ${project}`,
    [
      heading(pages.length === 1 ? '1 page' : `${pages.length} pages`),
      {
        is: 'list',
        items: pages.map(({ name, address, openedAt }) => ({
          spans: [plain(`${name}, ${address}${openedAt ? '' : ', not opened yet'}`)],
          actions: [
            {
              label: 'Close the page',
              command: 'revoke',
              input: { address },
              style: 'danger',
              confirm: {
                title: `Close the page of ${name}?`,
                text: 'Their link and every browser that is signed in stop working at once.',
                yes: 'Close the page',
              },
            },
          ],
        })),
      },
    ],
    [invite],
  );
}
