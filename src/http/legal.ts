import type { FastifyPluginAsync } from 'fastify';

const privacy = `What Milepost keeps

Milepost keeps what it needs to show a team's milestones where the team talks:
- projects, milestones, checklists, evidence, progress notes and decisions that people give it;
- who did what and when, as a history that is never rewritten;
- of people: name, time zone, user id on Slack or Teams and, where the platform has verified it, the e-mail address;
- of channels: their ids and names, and which message of Milepost shows what.

It reads only what is addressed to it: its command, its buttons and forms, and messages that mention it or are
written to it directly. It keeps no other messages. Nothing is given to anybody but Slack and Microsoft Teams,
which show it in the channels that a project is linked to. Whoever runs this installation is responsible for it and
answers questions about it.
`;

const terms = `Using Milepost

This installation of Milepost is run by the organisation that connected it to your workspace. It is provided as
it is, under the terms that this organisation sets for its own tools; ask it for them.
`;

/** The two pages that the Teams app manifest has to name. */
export const legal: FastifyPluginAsync = async (app) => {
  app.get('/privacy', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(privacy));
  app.get('/terms', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(terms));
};
