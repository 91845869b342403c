import type { SlackWorld } from './world.ts';

/** What a person types, escaped as Slack sends it: entities, people, groups, channels, links. */
export function encodeTyped(world: SlackWorld, text: string, where: 'command' | 'message'): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/https?:\/\/[^\s"”]+/g, (url) => `<${url}>`)
    .replaceAll(/(?<=^|[\s:,(])@([\w.-]+)/g, (typed, name: string) => {
      const person = world.people.find((one) => one.name === name) ?? botOf(world, name);
      if (!person) return groupOf(world, name, where) ?? typed;
      return where === 'command' ? `<@${person.id}|${name}>` : `<@${person.id}>`;
    })
    .replaceAll(/(?<=^|[\s:,(])#([\w-]+)/g, (typed, name: string) => {
      const channel = world.channels.find((one) => one.name === name);
      return channel ? `<#${channel.id}|${name}>` : typed;
    });
}

/** Only a command says the handle of a group. */
function groupOf({ groups }: SlackWorld, name: string, where: 'command' | 'message'): string | undefined {
  const group = groups.find(({ handle }) => handle === name);
  return group && `<!subteam^${group.id}${where === 'command' ? `|@${name}` : ''}>`;
}

const botOf = ({ teams: [team] }: SlackWorld, name: string) =>
  team && name.toLowerCase() === 'milepost' ? { id: team.botUserId } : undefined;
