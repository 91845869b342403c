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
  submit: (data: Record<string, unknown>) => Promise<void>;
  close: () => void;
};

/** A dialog of Teams (task module). */
export function TeamsDialog({ view, task, submit, close }: Parts) {
  if (task.type === 'message') {
    return (
      <Dialog label="Milepost" onClose={close}>
        <p>{task.value}</p>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </Dialog>
    );
  }
  return (
    <Dialog label={task.value.title} onClose={close}>
      <h4>{task.value.title}</h4>
      <AdaptiveCard view={view} card={task.value.card.content} press={({ data }) => submit(data)} />
      <button type="button" className="button" onClick={close}>
        Close
      </button>
    </Dialog>
  );
}
