/** A room as the list of a workspace shows it; `messages` is how many somebody sees there. */
export type ListedRoom = { id: string; name: string; messages: number };

type Parts = {
  label: string;
  title: string;
  /** Who looks: everybody has read other messages. */
  reader: string;
  rooms: ListedRoom[];
  open: string | undefined;
  choose: (id: string) => void;
};

/** How many messages each reader has seen in each room, while the page is open. */
const seen = new Map<string, number>();

/** The rooms of a workspace; one where something new was said stands out. */
export function RoomsList({ label, title, reader, rooms, open, choose }: Parts) {
  return (
    <nav aria-label={label}>
      <h2>{title}</h2>
      <ul>
        {rooms.map(({ id, name, messages }) => {
          const key = `${reader} ${id}`;
          if (id === open) seen.set(key, messages);
          const fresh = messages > (seen.get(key) ?? 0);
          return (
            <li key={id}>
              <button type="button" aria-current={id === open} onClick={() => choose(id)}>
                {name}
                {fresh && <span className="fresh"> new</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
