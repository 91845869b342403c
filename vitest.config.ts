import { defineConfig } from 'vitest/config';

/**
 * Suites whose files share a process, which loads every module once: they start no server and change nothing
 * global. Sharing takes a third off their processor time.
 */
const shared = [
  'cards/**',
  'commands',
  // the documents are timed
  'commands/!(documents)/**',
  'contracts/**',
  'dates/**',
  'domain/**',
  'grammar/**',
  'manifest/**',
  'presenters/**',
  'runner/**',
  'schedule/**',
  'words/**',
].map((folder) => `tests/${folder}/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ['tests/support/database/postgres.ts'],
    // most of a test is waiting for a database or a timer: more files at once than there are cores
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['tests/**/*.test.ts'],
          exclude: shared,
        },
      },
    ],
  },
});
