import type { Snapshot } from '../../snapshot.ts';
import { Avatar } from '../avatar.tsx';
import { useFlash } from '../live.ts';
import type { View } from '../view.ts';
import { timeOf } from '../when.tsx';
import { AdaptiveCard, type Pressed } from './card.tsx';

type Parts = {
  view: View;
  message: Snapshot['teams']['messages'][number];
  press: (pressed: Pressed) => Promise<void>;
};

/** One message: what a person wrote, or the bot's card as this reader sees it. */
export function TeamsMessage({ view, message, press }: Parts) {
  const { snapshot, me } = view;
  const author = snapshot.people.find(({ teams }) => teams === message.from)?.name ?? 'Milepost';
  const card = message.seenBy[me.teams] ?? message.card;
  const at = Number(message.id);
  const flash = useFlash(`${message.edits}`);
  return (
    <article
      className={`message ${author === me.name ? 'mine' : ''} ${flash}`}
      data-thread={message.thread ? '' : undefined}
      aria-label={author}
    >
      <Avatar name={author} />
      <div className="said">
        <p className="by">
          <strong>{author}</strong>
          <time dateTime={new Date(at).toISOString()}>{timeOf(at, snapshot.zone)}</time>
          {message.edits > 0 && <span className="only">Edited</span>}
          {message.targetedTo && <span className="only"> Only you can see this</span>}
        </p>
        {card ? (
          <AdaptiveCard view={view} card={card} room={message.room} press={press} />
        ) : (
          <p>{message.text}</p>
        )}
      </div>
    </article>
  );
}
