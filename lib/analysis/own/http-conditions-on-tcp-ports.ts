import type { Mesh, Service, Specs, Workload } from '../../model';
import { mayBeHttp } from '../../model/port-protocol';
import type { Report, Rule } from '../rule';

type PolicyRule = NonNullable<Specs['security.istio.io/AuthorizationPolicy']['rules']>[number];

const OF_REQUESTS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'] as const;
const OF_SOURCES = ['requestPrincipals', 'notRequestPrincipals'] as const;
const KEY_OF_REQUESTS = /^request\.(headers|auth|regex)/;

/** The fields of a rule that only requests have, not connections. */
function httpFields({ from = [], to = [], when = [] }: PolicyRule, field: string): string[] {
  return [
    ...from.flatMap(({ source = {} }, i) =>
      OF_SOURCES.filter((name) => source[name] !== undefined).map((name) => `${field}.from[${i}].source.${name}`),
    ),
    ...to.flatMap(({ operation = {} }, i) =>
      OF_REQUESTS.filter((name) => operation[name] !== undefined).map((name) => `${field}.to[${i}].operation.${name}`),
    ),
    ...when.flatMap(({ key }, i) => (KEY_OF_REQUESTS.test(key) ? [`${field}.when[${i}].key`] : [])),
  ];
}

function portsOf({ to = [] }: PolicyRule): ReadonlySet<string> | undefined {
  const ports = to.flatMap(({ operation }) => operation?.ports ?? []);
  return ports.length === 0 ? undefined : new Set(ports);
}

/** Ports of a workload behind a service that does not speak HTTP on them. */
function tcpPorts(
  mesh: Mesh,
  workload: Workload,
): readonly { readonly port: string; readonly service: Service; readonly protocol: string }[] {
  return mesh.servicesFor(workload).flatMap((service) =>
    service.ports.flatMap(({ targetPort, protocol }) => {
      const number = typeof targetPort === 'number' ? targetPort : workload.ports.find(({ name }) => name === targetPort)?.number;
      return number === undefined || mayBeHttp(protocol) || protocol === 'UDP'
        ? []
        : [{ port: String(number), service, protocol }];
    }),
  );
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { rules = [], selector, action = 'ALLOW', targetRef, targetRefs } = on.spec;
    if (targetRef !== undefined || targetRefs !== undefined || on.namespace === mesh.settings.rootNamespace) continue;
    const fields = rules.flatMap((rule, i) => httpFields(rule, `spec.rules[${i}]`).map((field) => ({ rule, field })));
    if (fields.length === 0) continue;
    const seen = mesh.workloadsWith(selector?.matchLabels ?? {}, on.namespace).filter(({ proxy }) => proxy === 'sidecar');
    const ports = seen.flatMap((workload) => tcpPorts(mesh, workload));
    for (const { rule, field } of fields) {
      const named = portsOf(rule);
      const hit = ports.find(({ port }) => named === undefined || named.has(port));
      if (hit === undefined) continue;
      const effect =
        action === 'DENY' ? 'is left out there, so that more is denied' : 'can never hold there, so that the rule allows nothing';
      yield {
        on,
        field,
        problem: `is only known of requests, and port ${hit.port} of Service ${hit.service.namespace}/${hit.service.name} is ${hit.protocol}: it ${effect}`,
      };
    }
  }
}

export const httpConditionsOnTcpPorts: Rule = {
  code: 'MESH0401',
  level: 'warning',
  title: 'Conditions about requests on a port for TCP',
  explanation:
    'Methods, paths, hosts, headers and tokens are known of requests alone. On a port that does not speak HTTP, an ALLOW rule with such a condition never holds, and a DENY rule loses the condition and denies more than it says.',
  fix: 'name the ports for which the rule is in operation.ports, or declare the port for HTTP',
  find,
};
