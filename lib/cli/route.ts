import { type Command, Option } from 'commander';
import { Simulator } from '../simulation';
import { describeOutcome } from '../simulation/describe';
import { outcomeJson } from '../simulation/outcome-json';
import { requestTo, type Sender } from '../simulation/request';
import { MESH_CONFIG_OPTION, meshOf } from './manifest-mesh';

interface RouteOptions {
  readonly from?: string;
  readonly gateway?: string;
  readonly method: string;
  readonly header: Readonly<Record<string, readonly string[]>>;
  readonly sni?: string;
  readonly address?: string;
  readonly principal?: string;
  readonly meshConfig?: string;
  readonly output: 'text' | 'json';
}

/** Adds `route`, which says what becomes of a request, without a cluster. */
export function addRoute(program: Command): void {
  program
    .command('route')
    .description('say where a request goes, and why')
    .usage('[options] <file|folder>... <url>')
    .argument(
      '<path-or-url...>',
      'files and folders with manifests (dist where there are none), then the URL: http, https, tcp or tls',
    )
    .option(
      '--from <workload>',
      'the workload that sends it: <name>[.<namespace>], or the app or Service that it is the only one of',
    )
    .option('--gateway <name>', 'the gateway that is called from outside: <name>[.<namespace>]')
    .option('--method <method>', 'of the request', 'GET')
    .option('-H, --header <header>', "a header of the request, as 'name: value'; can be given many times", addHeader, {})
    .option('--sni <name>', 'the name that TLS asks for; by default the host of the URL')
    .option('--address <ip>', 'the address to which the connection goes; by default what the host stands for')
    .option('--principal <identity>', 'the identity that the client shows; by default that of the workload')
    .option(...MESH_CONFIG_OPTION)
    .addOption(new Option('--output <format>', 'lines for people, or JSON').choices(['text', 'json']).default('text'))
    .action((given: readonly string[], { output, header, meshConfig, ...options }: RouteOptions) => {
      const url = given.at(-1) ?? '';
      const paths = given.length > 1 ? given.slice(0, -1) : ['dist'];
      const { method, sni, address, principal } = options;
      const request = requestTo(senderOf(options), url, {
        method,
        headers: header,
        ...(sni !== undefined && { sni }),
        ...(address !== undefined && { address }),
        ...(principal !== undefined && { principal }),
      });
      const outcome = new Simulator(meshOf(paths, meshConfig)).ask(request);
      console.log(output === 'json' ? JSON.stringify(outcomeJson(outcome), undefined, 2) : describeOutcome(outcome));
    });
}

function senderOf({ from, gateway }: Pick<RouteOptions, 'from' | 'gateway'>): Sender {
  if (from !== undefined && gateway === undefined) return { workload: from };
  if (gateway !== undefined && from === undefined) return { gateway };
  throw new Error(
    'say who sends the request: --from <workload[.namespace]>, or --gateway <name[.namespace]> for one from outside',
  );
}

/** @throws Error for a text that is no header */
function addHeader(text: string, before: RouteOptions['header']): RouteOptions['header'] {
  const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`--header: is no header, got ${JSON.stringify(text)}; write 'name: value'`);
  return { ...before, [name]: [...(before[name] ?? []), value] };
}
