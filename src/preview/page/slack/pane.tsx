import { post } from '../api.ts';
import { Composer } from '../composer.tsx';
import { RoomsList } from '../rooms-list.tsx';
import { useNewsInView } from '../scroll.ts';
import type { PaneParts } from '../view.ts';
import { Welcome } from '../welcome.tsx';
import { ByDay } from '../when.tsx';
import { SlackMessage } from './message.tsx';
import { SlackModal } from './modal.tsx';
import { said } from './said.ts';

/** A Slack workspace: its channels, what is written in one of them, and a line to type. */
export function SlackPane({ view, open, choose, unread, read, draft, suggest, setTrouble }: PaneParts) {
  const { snapshot, me } = view;
  const { channels, team, views } = snapshot.slack;
  const mine = channels.filter(({ kind, user }) => kind !== 'im' || user === me.slack);
  const own = mine.find(({ kind }) => kind === 'im');
  const channel = (open === 'own' ? own : mine.find(({ id }) => id === open)) ?? mine[0];
  const messages = channel ? said(snapshot, channel.id, me) : [];
  if (channel) read(channel.id);
  const list = useNewsInView(messages.map(({ ts, edits, only }) => ({ key: ts, edits, isAside: only })));
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
    <section className="pane slack" id="slack" aria-label="Slack" data-theme={view.theme} tabIndex={-1}>
      <RoomsList
        label="Slack channels"
        title={team}
        rooms={mine.map(({ id, name, kind }) => ({
          id,
          name: kind === 'im' ? 'Milepost' : `# ${name}`,
          unread: unread(id),
        }))}
        open={channel?.id}
        choose={(id) => choose(id === own?.id ? 'own' : id)}
      />
      <div className="room">
        <h3>{channel?.kind === 'im' ? 'Milepost' : `# ${channel?.name}`}</h3>
        <div className="messages" role="log" aria-label="Messages in Slack" ref={list}>
          {messages.length === 0 && <Welcome own={channel === own} suggest={suggest} />}
          <ByDay
            messages={messages.map((message) => ({ message, inThread: message.threadTs !== undefined }))}
            at={({ message }) => Number(message.ts) * 1_000}
            zone={snapshot.zone}
            now={snapshot.now}
            keyOf={({ message }) => message.ts}
            draw={({ message }) => (
              <SlackMessage
                view={view}
                message={message}
                press={(action) => ask('press', { channel: channel?.id, ts: message.ts, action })}
              />
            )}
          />
        </div>
        <Composer
          key={draft?.turn}
          draft={draft?.text}
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
