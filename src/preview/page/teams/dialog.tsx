import { Dialog } from '../dialog.tsx';
import type { View } from '../view.ts';
import { AdaptiveCard } from './card.tsx';

/** What a dialog shows: a card, or a passing line. */
export type Task =
  | { type: 'continue'; value: { title: string; card: { content: object } } }
  | { type: 'message'; value: string };

type Parts = {
  view: View;
  task: Task;
  room: string | undefined;
  submit: (data: Record<string, unknown>) => Promise<void>;
  close: () => void;
};

/** A dialog of Teams (task module). */
export function TeamsDialog({ view, task, room, submit, close }: Parts) {
  const shown =
    task.type === 'message' ? (
      <p>{task.value}</p>
    ) : (
      <>
        <h4>{task.value.title}</h4>
        <AdaptiveCard
          view={view}
          card={task.value.card.content}
          room={room}
          press={({ data }) => submit(data)}
        />
      </>
    );
  return (
    <Dialog label={task.type === 'message' ? 'Milepost' : task.value.title} onClose={close}>
      {shown}
      <button type="button" className="button" onClick={close}>
        Close
      </button>
    </Dialog>
  );
}
