import { type Ends, slackTeam, teamsChannel } from './ends.ts';
import type { PreviewPerson } from './snapshot.ts';
import type { TeamsPerson, TeamsRoom } from './teams/rooms.ts';

/** The organisation of the preview in Teams; the same at every start, because the database knows it. */
export const teamsTenant = 'acae0000-0000-4000-8000-000000000001';
/** The bot's application there. */
export const teamsApp = 'acae0000-0000-4000-8000-000000000002';
/** The channel of the sample project in Slack. */
export const slackChannel = 'CAPOLLO';

const names = [
  ['Olivia', 'owner'],
  ['Carol', 'coach'],
  ['Mo', 'member'],
  ['Cleo', 'client'],
] as const;

/** Who is in the preview: the same people on both platforms, with the same verified address. `zone`: IANA. */
export const castIn = (zone: string): PreviewPerson[] =>
  names.map(([name, role], index) => {
    const key = name.toLowerCase();
    return {
      key,
      name,
      role,
      zone,
      email: `${key}@acme.example`,
      slack: `U${name.toUpperCase()}`,
      teams: `29:${key}`,
      directoryId: `acae0000-0000-4000-8000-00000000001${index}`,
    };
  });

/** Puts everybody into #apollo in Slack and the channel Apollo in Teams, each with a direct chat with the bot. */
export function seat({ slack, teams }: Ends, cast: PreviewPerson[]): TeamsRoom {
  for (const { slack: id, key: name, name: realName, zone, email } of cast) {
    slack.world.addPerson({ id, team: slackTeam, name, realName, zone, email });
  }
  slack.world.addChannel({ id: slackChannel, team: slackTeam, name: 'apollo' });
  for (const { slack: id } of cast) slack.world.direct(id, slackTeam);
  const members = cast.map(memberOf);
  const room = teamsChannel(teams, 'Apollo', members);
  for (const member of members) teams.rooms.personal(member, teams.tenant);
  return room;
}

function memberOf({ teams: id, name, email, zone, directoryId }: PreviewPerson): TeamsPerson {
  return { id, name, email, zone, aadObjectId: directoryId, userPrincipalName: email };
}
