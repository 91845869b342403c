const hues: Record<string, number> = { Milepost: 210, Olivia: 265, Carol: 160, Mo: 30, Cleo: 330 };

/** Initials on a colour of their own; decoration, for the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  const hue = hues[name.split(' ')[0] ?? ''] ?? 0;
  return (
    <span className="avatar" aria-hidden="true" style={{ background: `hsl(${hue} 55% 42%)` }}>
      {name.slice(0, 1)}
    </span>
  );
}
