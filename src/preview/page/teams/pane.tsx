import { useState } from 'react';
import type { Snapshot } from '../../snapshot.ts';
import { post } from '../api.ts';
import { Composer } from '../composer.tsx';
import { RoomsList } from '../rooms-list.tsx';
import { useEnd } from '../scroll.ts';
import type { Person, View } from '../view.ts';
import type { Pressed } from './card.tsx';
import { type Task, TeamsDialog } from './dialog.tsx';
import { TeamsMessage } from './message.tsx';

/** A Teams client: its rooms, what is written in one of them, and a line to type. */
export function TeamsPane({ view, setTrouble }: { view: View; setTrouble: (words: string) => void }) {
  const { snapshot, me } = view;
  const rooms = snapshot.teams.rooms.filter((room) => mayEnter(room, me));
  const [open, setOpen] = useState(rooms[0]?.id);
  const room = rooms.find(({ id }) => id === open) ?? rooms[0];
  const [toast, setToast] = useState('');
  const [task, setTask] = useState<Task>();
  const messages = room ? seenIn(snapshot, room.id, me) : [];
  const end = useEnd(messages.map(({ id }) => id).join());

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
    <section className="pane teams" aria-label="Microsoft Teams">
      <RoomsList
        label="Teams rooms"
        title="Teams"
        reader={me.teams}
        rooms={rooms.map((one) => ({
          id: one.id,
          name: one.kind === 'personal' ? 'Milepost' : (one.name ?? one.id),
          messages: seenIn(snapshot, one.id, me).length,
        }))}
        open={room?.id}
        choose={setOpen}
      />
      <div className="room">
        <h3>{room?.kind === 'personal' ? 'Milepost' : room?.name}</h3>
        <div className="messages" role="log" aria-label="Messages in Teams" ref={end}>
          {messages.map((message) => (
            <TeamsMessage
              key={message.id}
              view={view}
              message={message}
              press={(pressed) => press(pressed, message.id)}
            />
          ))}
        </div>
        {toast && (
          <p className="toast" role="status">
            {toast}
          </p>
        )}
        <Composer
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
