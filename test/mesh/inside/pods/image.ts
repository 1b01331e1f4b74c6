import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Instructions, program } from '../instructions';
import { IMAGE } from '../layout';

/** What an image stands for: the program that runs, and everything that must be in its file system beside the machine's own. */
export interface Image {
  readonly command: readonly string[];
  /** Files of the machine by their path in the container. */
  readonly files: Readonly<Record<string, string>>;
  /** The user, where the pod names none. */
  readonly user: number;
  /** Whether it is the stand-in for an application. */
  readonly isApp: boolean;
}

const AGENT = '/usr/local/bin/pilot-agent';
const DISCOVERY = '/usr/local/bin/pilot-discovery';
const ENVOY = '/usr/local/bin/envoy';
const BOOTSTRAP = '/var/lib/istio/envoy/envoy_bootstrap_tmpl.json';
/** Programs of other images that are real, each with its place in the image. */
const OTHERS: Readonly<Record<string, string>> = {
  prometheus: '/bin/prometheus',
  ratelimit: '/bin/ratelimit',
  redis: '/usr/local/bin/redis-server',
};
const NODE = '/mesh/node';
const APP = '/mesh/app.js';

const ISTIO_USER = 1337;
const APP_USER = 1000;

/** Files that are the same in every container: places to mount programs on, and Envoy's bootstrap template. */
export function prepareImages({ app, bootstrap }: Instructions): void {
  const contents = { [AGENT]: '', [DISCOVERY]: '', [ENVOY]: '', [NODE]: '', [APP]: app, [BOOTSTRAP]: bootstrap };
  for (const [path, source] of Object.entries(contents)) {
    const target = join(IMAGE, path);
    mkdirSync(dirname(target), { recursive: true });
    if (source === '') writeFileSync(target, '');
    else copyFileSync(source, target);
    chmodSync(target, 0o755);
  }
}

/** The name of an image decides: Istio's two, Prometheus and those of the rate limit service are real, all others are the application. */
export function imageOf(image: string, args: readonly string[], instructions: Instructions): Image {
  const name = image.replace(/[:@].*$/, '').replace(/^.*\//, '');
  if (name === 'proxyv2') {
    const files = { [AGENT]: program(instructions, 'pilot-agent'), [ENVOY]: program(instructions, 'envoy') };
    return { command: [AGENT, ...args], files, user: ISTIO_USER, isApp: false };
  }
  if (name === 'pilot') {
    const files = { [DISCOVERY]: program(instructions, 'pilot-discovery') };
    return { command: [DISCOVERY, ...args], files, user: ISTIO_USER, isApp: false };
  }
  const other = OTHERS[name];
  if (other !== undefined) {
    const options = args[0]?.startsWith('-') === true ? args : [];
    return { command: [other, ...options], files: { [other]: program(instructions, name) }, user: APP_USER, isApp: false };
  }
  return { command: [NODE, APP], files: { [NODE]: process.execPath }, user: APP_USER, isApp: true };
}
