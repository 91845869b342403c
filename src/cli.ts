#!/usr/bin/env node
import { readArguments } from './cli/arguments.ts';
import { call } from './cli/call.ts';
import { asJson, misused } from './cli/ending.ts';
import { loadConfig } from './config.ts';

// files that the program creates are readable by its user alone
process.umask(0o077);

const args = readArguments(process.argv.slice(2));
const ending =
  'problem' in args
    ? misused(`${args.problem}\nType help to see what there is.`)
    : await call(args, () => loadConfig(process.env), console.error);

// applies when the arguments could not be read, too
const json = 'options' in args ? args.options.json : process.argv.includes('--json');
if (json) console.log(asJson(ending));
else if (ending.exit === 0 || ending.checks) console.log(ending.text);
else console.error(ending.text);
process.exitCode = ending.exit;
