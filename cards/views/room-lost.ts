import { type Card, code, note, plain, strong, text } from '../model.ts';

const platforms = { slack: 'Slack', teams: 'Teams', cli: 'The terminal', email: 'E-mail' } as const;

/** Tells who runs a project that one of its rooms can no longer be posted to, and how to get it back. */
export function drawRoomLost(lost: {
  project: string;
  room: string | null;
  platform: keyof typeof platforms;
  why: string;
}): Card {
  const room = lost.room ?? `one of its ${platforms[lost.platform]} rooms`;
  return note(`${lost.project} left ${room}`, [
    text([
      plain('Milepost can no longer post in '),
      strong(room),
      plain(', so the cards there no longer change. The project itself and its other rooms are untouched.'),
    ]),
    text([
      plain('To have it back: invite Milepost to the room, type '),
      code('link'),
      plain(' in another room of the project, then type here the line that it gives you.'),
    ]),
    text(`${platforms[lost.platform]} said: ${lost.why}`, 'quiet'),
  ]);
}
