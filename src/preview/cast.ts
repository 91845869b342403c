import { type Ends, slackTeam, teamsChannel } from './ends.ts';
import { emptyChannel, slackChannel } from './rooms.ts';
import type { PreviewPerson } from './snapshot.ts';
import type { TeamsPerson, TeamsRoom } from './teams/rooms.ts';

/** The preview's tenant in Teams. Constant, because the database stores it. */
export const teamsTenant = 'acae0000-0000-4000-8000-000000000001';
/** The bot's application id in that tenant. */
export const teamsApp = 'acae0000-0000-4000-8000-000000000002';

const names = [
  ['Olivia', 'owner'],
  ['Carol', 'coach'],
  ['Mo', 'contributor'],
  ['Cleo', 'customer'],
] as const;

/** Returns the people of the preview, with one verified address each on both platforms. `zone`: IANA. */
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

/**
 * Adds everybody to Apollo and to the empty Playground on both platforms, and opens their direct chats with
 * the bot. Returns Apollo in Teams.
 */
export function seat({ slack, teams }: Ends, cast: PreviewPerson[]): TeamsRoom {
  for (const { slack: id, key: name, name: realName, zone, email } of cast) {
    slack.world.addPerson({ id, team: slackTeam, name, realName, zone, email });
  }
  slack.world.addChannel({ id: slackChannel, team: slackTeam, name: 'apollo' });
  slack.world.addChannel({ id: emptyChannel, team: slackTeam, name: 'playground' });
  for (const { slack: id } of cast) slack.world.direct(id, slackTeam);
  const members = cast.map(memberOf);
  const room = teamsChannel(teams, 'Apollo', members);
  teamsChannel(teams, 'Playground', members);
  for (const member of members) teams.rooms.personal(member, teams.tenant);
  return room;
}

function memberOf({ teams: id, name, email, zone, directoryId }: PreviewPerson): TeamsPerson {
  return { id, name, email, zone, aadObjectId: directoryId, userPrincipalName: email };
}
