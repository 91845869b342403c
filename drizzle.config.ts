import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./db/schema/tables.ts', './db/schema/relations.ts'],
  out: './db/migrations',
});
