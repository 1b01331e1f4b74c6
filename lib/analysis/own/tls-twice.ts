import type { Mesh, MeshObject, Service, Specs } from '../../model';
import { destinationRuleFor, type TrafficPolicy, trafficPolicyOf } from '../../model/destination-rules';
import { isSubsetOf } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { destinations } from './destinations';
import { routeBackends } from './route-backends';

type RuleObject = MeshObject<Specs['networking.istio.io/DestinationRule']>;

const PROTOCOLS: ReadonlySet<string> = new Set(['HTTPS', 'TLS']);
const MODES: ReadonlySet<string | undefined> = new Set(['SIMPLE', 'MUTUAL']);

/** Where a proxy sends what it took as plain text. */
interface Plain {
  readonly host: string;
  /** Undefined for the one that the request came in by. */
  readonly port: number | undefined;
}

/** Rules for TLS alone hand on what is encrypted already. */
function plainDestinations(mesh: Mesh): readonly Plain[] {
  return mesh.once('destinations of plain text', () => [
    ...[...destinations(mesh)].filter(({ field }) => !field.startsWith('spec.tls')),
    ...[...routeBackends(mesh)]
      .filter(({ on, ref }) => on.kind !== 'TLSRoute' && ref.kind === 'Hostname')
      .map(({ ref: { name, port } }) => ({ host: name, port })),
  ]);
}

function startsTls(policy: TrafficPolicy | undefined): boolean {
  return MODES.has(policy?.tls?.mode) || (policy?.portLevelSettings ?? []).some(({ tls }) => MODES.has(tls?.mode));
}

/** Where the mode stands that a rule has for a port; undefined where it starts no TLS there. */
function modeOf({ spec: { trafficPolicy } }: RuleObject, port: number): { field: string; got: string | undefined } | undefined {
  const settings = trafficPolicy?.portLevelSettings ?? [];
  const i = settings.findIndex((one) => one.port?.number === port);
  const place = i < 0 ? 'spec.trafficPolicy' : `spec.trafficPolicy.portLevelSettings[${i}]`;
  const got = (i < 0 ? trafficPolicy : settings[i])?.tls?.mode;
  return MODES.has(got) ? { field: `${place}.tls.mode`, got } : undefined;
}

function entriesOf(mesh: Mesh, host: string): readonly Service[] {
  const exact = mesh.servicesOf(host);
  const covered = host.startsWith('*') ? mesh.services.filter((one) => one.host !== host && isSubsetOf(one.host, host)) : [];
  return [...exact, ...covered].filter(({ isKubernetes }) => !isKubernetes);
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const { host, trafficPolicy, workloadSelector } = on.spec;
    if (host === undefined || workloadSelector !== undefined || !startsTls(trafficPolicy)) continue;
    for (const entry of entriesOf(mesh, host)) {
      for (const { number, protocol } of entry.ports) {
        const mode = PROTOCOLS.has(protocol) ? modeOf(on, number) : undefined;
        if (mode === undefined) continue;
        const used = destinationRuleFor(mesh, on.namespace, {}, entry);
        if (!used?.objects.includes(on) || !MODES.has(trafficPolicyOf(used, '', number).tls?.mode)) continue;
        const isPlain = plainDestinations(mesh).some(
          (one) => (one.port ?? number) === number && isSubsetOf(one.host, entry.host),
        );
        if (isPlain) continue;
        const { namespace, name } = entry.object;
        const problem = `starts TLS around that of the applications, as port ${number} of ServiceEntry ${namespace}/${name} is ${protocol}`;
        yield { on, ...mode, problem };
      }
    }
  }
}

export const tlsTwice: Rule = {
  code: 'MESH0504',
  level: 'warning',
  title: 'TLS that is started twice',
  explanation:
    'A ServiceEntry declares a port HTTPS or TLS, so the applications speak TLS themselves, and a DestinationRule has the proxy start TLS around it: the server gets TLS within TLS, and closes the connection. No rule sends requests that a proxy took as plain text to that port, which would be another matter.',
  fix: 'remove tls from the DestinationRule, or declare a port HTTP with targetPort 443 for applications that speak plain HTTP',
  find,
};
