import type { FastifyInstance } from 'fastify';
import type { SlackFile, SlackWorld } from './world.ts';

const loginPage = '<!DOCTYPE html><html><body>Sign in to Slack</body></html>';

/** Hands files over to the token of the workspace that they are in, at `/files-pri/`. */
export function fileRoutes(app: FastifyInstance, world: SlackWorld): void {
  app.get<{ Params: { id: string } }>('/files-pri/:id/download/:name', async (request, reply) => {
    const file = world.files.find(({ id }) => id === request.params.id);
    if (!file) return reply.code(404).type('text/html').send('<html>gone</html>');
    const { plays, bytes, team } = file;
    if (plays === 'hang') return reply.hijack();
    if (typeof plays === 'object') return reply.redirect(plays.to);
    const signed = request.headers.authorization === `Bearer ${world.team(team).token}`;
    if (plays === 'login' || !signed) return reply.type('text/html; charset=utf-8').send(loginPage);
    return reply.type('text/plain').send(bytes);
  });
}

/** A file as payloads name it. */
export const fileObject = ({ id, name, bytes }: SlackFile, origin: string) => ({
  id,
  name,
  title: name,
  mimetype: 'text/plain',
  size: bytes.length,
  mode: 'hosted',
  url_private_download: `${origin}/files-pri/${id}/download/${encodeURIComponent(name)}`,
});
