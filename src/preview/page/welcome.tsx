/** What an empty room says: whose it is, and lines that work there. */
export function Welcome({ own, suggest }: { own: boolean; suggest: (line: string) => void }) {
  return (
    <div className="welcome">
      <p>
        <strong>{own ? 'Your chat with Milepost' : 'Nothing here yet'}</strong>
      </p>
      <p>
        {own ? 'Only you see it. Reminders and digests come here, and every command works. Try:' : 'Try:'}
      </p>
      <p className="controls">
        {['my work', 'help', 'projects'].map((line) => (
          <button key={line} type="button" className="button" onClick={() => suggest(line)}>
            {line}
          </button>
        ))}
      </p>
    </div>
  );
}
