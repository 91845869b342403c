/** Plays a plan and prints what people see: `npm run demo`, `npm run demo -- agency`, `npm run demo -- FILE`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playPlan } from './play.ts';
import { readScript } from './script.ts';

const [named = 'apollo'] = process.argv.slice(2);
const ours = join(import.meta.dirname, `${named}.milepost`);
await playPlan(readScript(readFileSync(existsSync(ours) ? ours : named, 'utf8')), console.log);
