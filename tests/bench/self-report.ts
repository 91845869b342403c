/** Loaded before a program that the bench measures: answers what the process uses, after a collection. */
process.on('message', async (asked) => {
  if (asked !== 'usage') return;
  // the second one takes what the finalisers of the first let go
  await globalThis.gc?.({ execution: 'async' });
  await globalThis.gc?.({ execution: 'async' });
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system });
});
