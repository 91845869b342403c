import { useState } from 'react';
import type { Snapshot } from '../../snapshot.ts';
import { post } from '../api.ts';
import { Composer } from '../composer.tsx';
import { RoomsList } from '../rooms-list.tsx';
import { useNewsInView } from '../scroll.ts';
import type { PaneParts, Person } from '../view.ts';
import { Welcome } from '../welcome.tsx';
import { ByDay } from '../when.tsx';
import type { Pressed } from './card.tsx';
import { type Task, TeamsDialog } from './dialog.tsx';
import { TeamsMessage } from './message.tsx';

/** A Teams client: its rooms, what is written in one of them, and a line to type. */
export function TeamsPane({ view, open, choose, unread, read, draft, suggest, setTrouble }: PaneParts) {
  const { snapshot, me } = view;
  const rooms = snapshot.teams.rooms.filter((room) => mayEnter(room, me));
  const own = rooms.find(({ kind }) => kind === 'personal');
  const room = (open === 'own' ? own : rooms.find(({ id }) => id === open)) ?? rooms[0];
  const [toast, setToast] = useState('');
  const [task, setTask] = useState<Task>();
  const messages = room ? seenIn(snapshot, room.id, me) : [];
  if (room) read(room.id);
  const list = useNewsInView(
    messages.map(({ id, edits, targetedTo }) => ({ key: id, edits, isAside: targetedTo !== undefined })),
  );

  const ask = async (path: string, body: object) => {
    const answer = await post(`teams/${path}`, { as: me.teams, room: room?.id, ...body });
    setTrouble(answer.ok ? '' : answer.error);
    setToast(answer.ok && typeof answer.toast === 'string' ? answer.toast : '');
    if (answer.ok && 'task' in answer) setTask(answer.task as Task | undefined);
  };
  const press = ({ type, verb, data }: Pressed, message: string) => {
    if (isDialog(data)) return ask('dialog', { data });
    return type === 'Action.Execute'
      ? ask('execute', { message, verb, data })
      : ask('submit', { message, data });
  };

  return (
    <section
      className="pane teams"
      id="teams"
      aria-label="Microsoft Teams"
      data-theme={view.theme}
      tabIndex={-1}
    >
      <RoomsList
        label="Teams rooms"
        title="Teams"
        rooms={rooms.map((one) => ({
          id: one.id,
          name: one.kind === 'personal' ? 'Milepost' : (one.name ?? one.id),
          unread: unread(one.id),
        }))}
        open={room?.id}
        choose={(id) => choose(id === own?.id ? 'own' : id)}
      />
      <div className="room">
        <h3>{room?.kind === 'personal' ? 'Milepost' : room?.name}</h3>
        <div className="messages" role="log" aria-label="Messages in Teams" ref={list}>
          {messages.length === 0 && <Welcome own={room === own} suggest={suggest} />}
          <ByDay
            messages={messages.map((message) => ({ message, inThread: message.thread !== undefined }))}
            at={({ message }) => Number(message.id)}
            zone={snapshot.zone}
            now={snapshot.now}
            keyOf={({ message }) => message.id}
            draw={({ message }) => (
              <TeamsMessage view={view} message={message} press={(pressed) => press(pressed, message.id)} />
            )}
          />
        </div>
        {toast && (
          <p className="toast" role="status">
            {toast}
          </p>
        )}
        <Composer
          key={draft?.turn}
          draft={draft?.text}
          label="Message in Teams"
          placeholder={room?.kind === 'personal' ? 'help' : '@Milepost help'}
          before=""
          commands={snapshot.commands}
          send={(text) => ask('say', { text: text.replace(/^@milepost\s*/i, '') })}
        />
      </div>
      {task && (
        <TeamsDialog
          view={view}
          task={task}
          room={room?.id}
          submit={(data) => ask('dialog-submit', { data })}
          close={() => setTask(undefined)}
        />
      )}
    </section>
  );
}

/** What somebody sees in a room, oldest first. */
const seenIn = ({ teams }: Snapshot, room: string, me: Person) =>
  teams.messages.filter(
    (message) => message.room === room && (!message.targetedTo || message.targetedTo === me.teams),
  );

const mayEnter = ({ kind, members }: Snapshot['teams']['rooms'][number], me: Person) =>
  kind !== 'personal' || members.includes(me.teams);

const isDialog = (data: Record<string, unknown>) =>
  (data.msteams as { type?: string } | undefined)?.type === 'task/fetch';
