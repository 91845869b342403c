import { useState } from 'react';
import { post } from '../api.ts';
import { Composer } from '../composer.tsx';
import { RoomsList } from '../rooms-list.tsx';
import { useEnd } from '../scroll.ts';
import type { View } from '../view.ts';
import { SlackMessage } from './message.tsx';
import { SlackModal } from './modal.tsx';
import { said } from './said.ts';

/** A Slack workspace: its channels, what is written in one of them, and a line to type. */
export function SlackPane({ view, setTrouble }: { view: View; setTrouble: (words: string) => void }) {
  const { snapshot, me } = view;
  const { channels, team, views } = snapshot.slack;
  const mine = channels.filter(({ kind, user }) => kind !== 'im' || user === me.slack);
  const [open, setOpen] = useState(mine[0]?.id);
  const channel = mine.find(({ id }) => id === open) ?? mine[0];
  const messages = channel ? said(snapshot, channel.id, me) : [];
  const end = useEnd(messages.map(({ ts, edits }) => `${ts}/${edits}`).join());
  const modal = views.find(({ user }) => user === me.slack);

  const ask = async (path: string, body: object) => {
    const answer = await post(`slack/${path}`, { as: me.slack, ...body });
    setTrouble(answer.ok ? '' : answer.error);
  };
  const send = (text: string) =>
    text.startsWith('/milestone')
      ? ask('slash', { channel: channel?.id, text: text.slice('/milestone'.length).trim() })
      : ask('say', { channel: channel?.id, text });

  return (
    <section className="pane slack" aria-label="Slack">
      <RoomsList
        label="Slack channels"
        title={team}
        reader={me.slack}
        rooms={mine.map(({ id, name, kind }) => ({
          id,
          name: kind === 'im' ? 'Milepost' : `# ${name}`,
          messages: said(snapshot, id, me).length,
        }))}
        open={channel?.id}
        choose={setOpen}
      />
      <div className="room">
        <h3>{channel?.kind === 'im' ? 'Milepost' : `# ${channel?.name}`}</h3>
        <div className="messages" role="log" aria-label="Messages in Slack" ref={end}>
          {messages.map((message) => (
            <SlackMessage
              key={message.ts}
              view={view}
              message={message}
              press={(action) => ask('press', { channel: channel?.id, ts: message.ts, action })}
            />
          ))}
        </div>
        <Composer
          label="Message in Slack"
          placeholder="/milestone help"
          before="/milestone "
          commands={snapshot.commands}
          send={send}
        />
      </div>
      {modal && (
        <SlackModal
          key={modal.id}
          view={view}
          modal={modal}
          submit={(values) => ask('submit', { view: modal.id, values })}
          press={(action, values) => ask('press-in', { view: modal.id, action, values })}
          close={() => ask('close', { view: modal.id })}
        />
      )}
    </section>
  );
}
