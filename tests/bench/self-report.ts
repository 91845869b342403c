/** Loaded before a program that the bench measures: answers what the process uses. */
process.on('message', async (asked) => {
  if (asked === 'processor') {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  }
  if (asked === 'resident') process.send?.(process.memoryUsage.rss());
  if (asked === 'memory') {
    // the second collection takes what the finalisers of the first let go
    await globalThis.gc?.({ execution: 'async' });
    await globalThis.gc?.({ execution: 'async' });
    process.send?.(process.memoryUsage.rss());
  }
});

// a bench that fails leaves nothing running
process.on('disconnect', () => process.exit());
