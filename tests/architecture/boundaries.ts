/** What a folder or file may import besides its own folder: folders, files and packages. */
type Boundary = { files: readonly string[]; packages: readonly string[] };

const boundary = (files: string, packages = ''): Boundary => ({
  files: files.split(' ').filter(Boolean),
  packages: packages.split(' ').filter(Boolean),
});

/**
 * Allowed imports, from the domain outwards. The longest key that matches a file counts. Anything not listed
 * is forbidden, so a new folder needs a line.
 */
export const boundaries: Readonly<Record<string, Boundary>> = {
  'src/domain': boundary('', 'temporal-polyfill'),
  'cards/states.ts': boundary('src/domain'),
  'cards/model.ts': boundary('cards/states.ts src/domain'),
  'cards/views': boundary('cards/model.ts cards/states.ts src/domain'),
  'cards/pictures': boundary('cards/states.ts src/domain'),
  'cards/pdf': boundary('cards/pictures cards/states.ts cards/views src/domain', 'pdfmake'),
  'cards/render': boundary(
    'cards/model.ts cards/states.ts src/domain',
    '@microsoft/teams.cards @slack/types zod',
  ),
  'db/schema': boundary('src/domain', 'drizzle-orm'),
  'db/driver': boundary('db', '@electric-sql/pglite drizzle-orm postgres'),
  'db/queries': boundary('db db/driver db/schema src/domain', 'drizzle-orm uuid'),
  db: boundary('db/driver db/schema', '@electric-sql/pglite drizzle-orm postgres'),
  'src/presenters': boundary('src/domain'),
  'src/ports': boundary('cards/model.ts db db/queries src/domain src/presenters', 'pino'),
  'src/dates': boundary('src/domain', 'chrono-node temporal-polyfill'),
  'src/grammar': boundary('src/dates src/domain', 'zod'),
  'src/document': boundary('src/dates src/domain'),
  'src/runner': boundary(
    'cards/model.ts cards/views db db/driver db/queries src/document src/domain src/endings src/grammar src/live-cards src/pdf src/pictures src/ports src/presenters src/profiles src/signed.ts',
    'pino temporal-polyfill uuid zod',
  ),
  'src/endings': boundary('cards/model.ts cards/views db db/queries src/domain', 'uuid'),
  'src/profiles': boundary(
    'cards/views db db/queries src/domain src/ports src/runner',
    'temporal-polyfill uuid',
  ),
  'src/commands': boundary(
    'cards/model.ts cards/pictures cards/views db db/queries src/dates src/document src/domain src/grammar src/live-cards src/presenters src/profiles src/runner',
    'zod',
  ),
  'src/delivery': boundary(
    'cards/model.ts cards/views db db/queries src/domain src/ports',
    'drizzle-orm node-cron pg-boss temporal-polyfill zod',
  ),
  'src/schedule': boundary(
    'cards/model.ts cards/views db db/queries src/domain src/endings src/ports',
    'node-cron temporal-polyfill',
  ),
  'src/signed.ts': boundary(''),
  'src/page': boundary(
    'cards/model.ts cards/views db db/queries src/domain src/ports src/signed.ts',
    'temporal-polyfill uuid',
  ),
  'src/pdf': boundary('cards/pdf db db/queries src/domain src/signed.ts', 'pdfmake temporal-polyfill uuid'),
  'src/pictures': boundary(
    'cards/pictures db db/queries src/domain src/signed.ts',
    '@resvg/resvg-js temporal-polyfill uuid',
  ),
  'src/http': boundary('src/clock.ts', 'fastify pino temporal-polyfill zod'),
  'src/cli': boundary(
    'adapters/email adapters/slack adapters/teams cards/render cards/views db db/queries src/clock.ts src/commands src/config.ts src/delivery src/document src/domain src/grammar src/ports src/presenters src/runner',
    'pino temporal-polyfill',
  ),
  'src/preview': boundary(
    'cards/render src/config.ts',
    '@slack/types adaptivecards esbuild fastify react react-dom slack-blocks-to-jsx temporal-polyfill zod',
  ),
  'adapters/shared': boundary('src/ports'),
  'adapters/email': boundary('cards/model.ts cards/render src/domain src/ports', 'nodemailer'),
  'adapters/web': boundary('cards/model.ts cards/render src/ports', 'fastify zod'),
  'adapters/slack': boundary(
    'adapters/shared cards/model.ts cards/render src/ports',
    '@slack/bolt @slack/types @slack/web-api fastify zod',
  ),
  'adapters/teams': boundary(
    'adapters/shared cards/model.ts cards/render src/domain src/ports',
    '@microsoft/teams.cards botbuilder botframework-connector fastify zod',
  ),
  'src/config.ts': boundary('adapters/email adapters/teams db', 'zod'),
  'src/clock.ts': boundary('', 'temporal-polyfill'),
  'src/memory.ts': boundary(''),
  'src/compose.ts': boundary(
    'adapters/email adapters/slack adapters/teams adapters/web db src/clock.ts src/commands src/config.ts src/delivery src/domain src/http src/live-cards src/page src/pdf src/pictures src/ports src/profiles src/runner src/schedule',
    'drizzle-orm fastify pino temporal-polyfill',
  ),
  'src/with-preview.ts': boundary(
    'adapters/email db db/queries src/clock.ts src/commands src/compose.ts src/config.ts src/delivery src/domain src/preview src/runner',
    'pino temporal-polyfill',
  ),
  'src/main.ts': boundary('db src/compose.ts src/config.ts src/memory.ts src/with-preview.ts', 'pino'),
  'src/cli.ts': boundary('src/cli src/config.ts'),
  manifest: boundary('package.json src/commands src/runner', 'zod'),
  'src/live-cards': boundary(
    'cards/model.ts cards/pictures cards/views db db/queries src/domain src/pictures src/ports',
    'temporal-polyfill',
  ),
};
