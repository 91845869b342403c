import { chatPlatforms, lineAddresses } from '../../src/domain/platform.ts';
import { type Block, code, plain } from '../model.ts';

/** Shows what to type on each platform for a line. */
export const typedLineBlock = (line: string): Block => ({
  is: 'list',
  items: chatPlatforms.map((platform) => {
    const { where, prefix } = lineAddresses[platform];
    return { spans: [plain(`${where}: `), code(`${prefix}${line}`)] };
  }),
});
