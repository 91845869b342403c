/** A mail that the preview took instead of a mail server. */
export type PreviewMail = { id: string; to: string; subject: string; html: string };

/** The one mailbox of the preview, which gets the mail to every address. */
export type Mailbox = {
  /** Newest first. */
  mails: PreviewMail[];
  take(mail: PreviewMail): void;
};

/** Mails that are shown; older ones are removed. */
const maxMails = 50;

/** Opens the mailbox with the mails of an earlier start. `taken` runs after each new one. */
export function openMailbox(earlier: readonly PreviewMail[], taken: () => void): Mailbox {
  const mails = [...earlier];
  return {
    mails,
    take(mail) {
      // a repeated mail has the id of the first
      if (mails.some(({ id }) => id === mail.id)) return;
      mails.unshift(mail);
      mails.length = Math.min(mails.length, maxMails);
      taken();
    },
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Returns the part of a mail that a mail program shows. Milepost wrote it, with all texts of people escaped. */
const shownOf = (html: string) =>
  /<body>([\s\S]*)<\/body>/.exec(html)?.[1]?.replaceAll(/(<\/?h)1\b/g, '$12') ?? '';

/** Draws the mailbox as a page. A link in it opens a customer's page (CUS-8). */
export function mailboxPage(mails: readonly PreviewMail[]): string {
  const list = mails.map(
    ({ to, subject, html }) =>
      `<article><p><strong>${escaped(subject)}</strong><br>To ${escaped(to)}</p>${shownOf(html)}</article>`,
  );
  const empty =
    '<p>No mail yet. Type <code>/milestone invite customer clara@example.com</code> as Olivia in Slack.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Mailbox of the preview</title><link rel="icon" href="data:,">
<style>body{max-width:44rem;margin:0 auto;padding:16px;font:16px/1.5 system-ui,sans-serif}article{border:1px solid #999;border-radius:6px;padding:0 16px;margin:0 0 16px}</style>
</head><body><main><h1>Mailbox</h1><p>Every mail that the preview sends, newest first. <a href="/preview/mail">Look again</a></p>
${list.join('\n') || empty}
</main></body></html>
`;
}
