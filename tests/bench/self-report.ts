/** Preloaded into a measured program: answers with the resources that the process uses. */
process.on('message', async (asked) => {
  if (asked === 'processor') {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  }
  if (asked === 'resident') process.send?.(process.memoryUsage.rss());
  if (asked === 'memory') {
    // The second collection frees what the finalisers of the first released.
    await globalThis.gc?.({ execution: 'async' });
    await globalThis.gc?.({ execution: 'async' });
    process.send?.(process.memoryUsage.rss());
  }
});

// Stops with the bench, so that a failed bench leaves no process behind.
process.on('disconnect', () => process.exit());
