/** A room as the list of a workspace shows it. */
export type ListedRoom = { id: string; name: string; unread: number };

type Parts = {
  label: string;
  title: string;
  rooms: ListedRoom[];
  open: string | undefined;
  choose: (id: string) => void;
};

/** The rooms of a workspace, with how many messages are new in each. */
export function RoomsList({ label, title, rooms, open, choose }: Parts) {
  return (
    <nav aria-label={label}>
      <h2>{title}</h2>
      <ul>
        {rooms.map(({ id, name, unread }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === open ? 'true' : undefined}
              className={unread > 0 ? 'fresh' : ''}
              onClick={() => choose(id)}
            >
              <span className="name">{name}</span> <Count of={unread} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A badge with how many messages are new; nothing where none is. */
export function Count({ of }: { of: number }) {
  if (of === 0) return null;
  return (
    <span className="count">
      {of > 99 ? '99+' : of}
      <span className="unseen"> new</span>
    </span>
  );
}
