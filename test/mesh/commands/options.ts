import { parseArgs } from 'node:util';

/** What follows the name of a command. */
export interface Options {
  readonly name: string;
  readonly folder: string;
  readonly asIs: boolean;
  readonly container: string | undefined;
  readonly follow: boolean;
  readonly rest: readonly string[];
}

export const DEFAULT_NAME = 'mesh';

/** Everything after `--` is left as it is. */
export function parseOptions(args: readonly string[]): Options {
  const split = args.indexOf('--');
  const own = split < 0 ? args : args.slice(0, split);
  const { values, positionals } = parseArgs({
    args: [...own],
    allowPositionals: true,
    options: {
      name: { type: 'string', default: DEFAULT_NAME },
      folder: { type: 'string', short: 'f', default: 'dist' },
      'as-is': { type: 'boolean', default: false },
      container: { type: 'string', short: 'c' },
      follow: { type: 'boolean', default: false },
    },
  });
  const rest = split < 0 ? positionals : [...positionals, ...args.slice(split + 1)];
  const { name, folder, container, follow } = values;
  return { name, folder, container, follow, asIs: values['as-is'], rest };
}
