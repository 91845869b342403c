/** The channel of the sample project in Slack. */
export const slackChannel = 'CAPOLLO';
/** The channel of the sample project in Teams. */
export const teamsRoom = '19:Apollo@thread.tacv2';
/** An empty channel in Slack for a project of one's own. */
export const emptyChannel = 'CPLAYGROUND';
/** An empty channel in Teams. */
export const emptyRoom = '19:Playground@thread.tacv2';
