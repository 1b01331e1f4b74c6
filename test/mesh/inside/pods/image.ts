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
const PROMETHEUS = '/bin/prometheus';
const NODE = '/mesh/node';
const APP = '/mesh/app.js';

const ISTIO_USER = 1337;
const APP_USER = 1000;
const NOBODY = 65534;

/** Files that are the same in every container: places to mount programs on, and Envoy's bootstrap template. */
export function prepareImages({ app, bootstrap }: Instructions): void {
  const contents = {
    [AGENT]: '',
    [DISCOVERY]: '',
    [ENVOY]: '',
    [PROMETHEUS]: '',
    [NODE]: '',
    [APP]: app,
    [BOOTSTRAP]: bootstrap,
  };
  for (const [path, source] of Object.entries(contents)) {
    const target = join(IMAGE, path);
    mkdirSync(dirname(target), { recursive: true });
    if (source === '') writeFileSync(target, '');
    else copyFileSync(source, target);
    chmodSync(target, 0o755);
  }
}

/** The name of an image decides: Istio's two and Prometheus are real, all others are the application. */
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
  if (name === 'prometheus') {
    const files = { [PROMETHEUS]: program(instructions, 'prometheus') };
    return { command: [PROMETHEUS, ...args], files, user: NOBODY, isApp: false };
  }
  return { command: [NODE, APP], files: { [NODE]: process.execPath }, user: APP_USER, isApp: true };
}
