import bolt from '@slack/bolt';

/** The baseline: Bolt with its own receiver, which says hello. */
const receiver = new bolt.HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? '', port: 0 });
const app = new bolt.App({
  receiver,
  convoStore: false,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
});
app.command('/milestone', ({ ack }) => ack('hello'));
const server = await app.start(0);
const at = server.address();
console.log(`http://127.0.0.1:${at && typeof at === 'object' ? at.port : ''}/`);
