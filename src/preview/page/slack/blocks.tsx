import { type Block, Message } from 'slack-blocks-to-jsx';
import type { View } from '../view.ts';
import { Controls, type Pressed } from './controls.tsx';
import { withDates } from './dates.ts';
import type { Wire } from './wire.ts';

type Parts = { view: View; blocks: unknown[]; press: (action: Pressed) => void };

/**
 * Blocks as Slack draws them. What is read is drawn by the library; what is pressed is drawn here,
 * as controls of the browser, which work with a keyboard and a screen reader.
 */
export function SlackBlocks({ view, blocks, press }: Parts) {
  return (blocks as Wire[]).map((block, index) => {
    const blockId = block.block_id ?? `b${index + 1}`;
    const own = (action: Omit<Pressed, 'blockId'>) => press({ blockId, ...action });
    const key = `${index}`;
    if (block.type === 'actions')
      return <Controls key={key} elements={block.elements as Wire[]} press={own} />;
    if (block.type === 'image') return <Picture key={key} block={block} />;
    const { accessory, ...read } = block;
    return (
      <div className="block" key={key}>
        <Read view={view} block={read} />
        {accessory ? <Controls elements={[accessory as Wire]} press={own} /> : null}
      </div>
    );
  });
}

/** The library's own has a button without a name, and cuts what is wide. */
function Picture({ block }: { block: Wire }) {
  const title = (block.title as { text?: string } | undefined)?.text;
  return (
    <figure>
      {title && <figcaption>{title}</figcaption>}
      <img src={String(block.image_url)} alt={String(block.alt_text ?? title ?? '')} />
    </figure>
  );
}

function Read({ view: { snapshot, theme }, block }: { view: View; block: object }) {
  const users = snapshot.people.map(({ slack, name }) => ({ id: slack, name }));
  const channels = snapshot.slack.channels.map(({ id, name }) => ({ id, name }));
  return (
    <Message
      withoutWrapper
      logo=""
      name="Milepost"
      theme={theme}
      blocks={[withDates(block, snapshot) as Block]}
      data={{ users, channels }}
    />
  );
}
