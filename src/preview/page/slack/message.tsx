import { Avatar } from '../avatar.tsx';
import { useFlash } from '../live.ts';
import type { View } from '../view.ts';
import { timeOf } from '../when.tsx';
import { SlackBlocks } from './blocks.tsx';
import type { Pressed } from './controls.tsx';
import type { Said } from './said.ts';

type Parts = { view: View; message: Said; press: (action: Pressed) => void };

/** One message with who wrote it; the bot's in blocks, a person's as text. */
export function SlackMessage({ view, message, press }: Parts) {
  const { people, zone } = view.snapshot;
  const author = people.find(({ slack }) => slack === message.user)?.name ?? 'Milepost';
  const flash = useFlash(message.edits);
  const time = new Date(Number(message.ts) * 1000);
  return (
    <article
      className={`message ${flash}`}
      data-thread={message.threadTs ? '' : undefined}
      aria-label={author}
    >
      <Avatar name={author} />
      <div className="said">
        <p className="by">
          <strong>{author}</strong> {author === 'Milepost' && <span className="badge">APP</span>}{' '}
          <time dateTime={time.toISOString()}>{timeOf(time.getTime(), zone)}</time>
        </p>
        {message.blocks.length > 0 ? (
          <SlackBlocks view={view} blocks={message.blocks} press={press} />
        ) : (
          <p>{plain(message.text, view)}</p>
        )}
        {message.only && <p className="only">Only visible to you</p>}
      </div>
    </article>
  );
}

/** Slack's escapes as a reader sees them. */
function plain(text: string, { snapshot }: View): string {
  const name = (id: string) => snapshot.people.find(({ slack }) => slack === id)?.name ?? 'Milepost';
  return text
    .replaceAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${name(id)}`)
    .replaceAll(/<([^>|]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
