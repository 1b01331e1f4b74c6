import type { Mesh, Service, Workload } from '../../model';
import { fullHost } from '../../model/hosts';
import { mutualTlsOf } from '../../model/mutual-tls';
import type { Report, Rule } from '../rule';

const NOT_OF_THE_MESH = ['DISABLE', 'SIMPLE', 'MUTUAL'];

/** The port of a workload to which a port of its service leads. */
function portOf(workload: Workload, service: Service, number: number | undefined): number | undefined {
  const target = service.ports.find((port) => port.number === number)?.targetPort;
  return typeof target === 'string' ? workload.ports.find(({ name }) => name === target)?.number : target;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const [service] = mesh.servicesOf(fullHost(on.spec.host, on.namespace, mesh.settings.domain));
    const { trafficPolicy } = on.spec;
    if (service === undefined || trafficPolicy === undefined) continue;
    const places = [
      { field: 'spec.trafficPolicy.tls.mode', mode: trafficPolicy.tls?.mode, port: undefined },
      ...(trafficPolicy.portLevelSettings ?? []).map(({ tls, port }, i) => ({
        field: `spec.trafficPolicy.portLevelSettings[${i}].tls.mode`,
        mode: tls?.mode,
        port: port?.number,
      })),
    ];
    const workloads = mesh.workloadsBehind(service);
    for (const { field, mode, port } of places) {
      if (mode === undefined) continue;
      const plain = workloads.find(({ proxy }) => proxy === 'none');
      if (mode === 'ISTIO_MUTUAL' && plain !== undefined) {
        const fix = 'remove the mode, so that each pod is called as it can be, or inject the pod';
        yield {
          on,
          field,
          problem: `calls ${plain.kind} ${plain.namespace}/${plain.name}, which has no proxy, with TLS of the mesh`,
          got: mode,
          fix,
        };
      }
      if (!NOT_OF_THE_MESH.includes(mode)) continue;
      const strict = workloads
        .filter(({ proxy }) => proxy === 'sidecar')
        .map((workload) => ({ workload, ...mutualTlsOf(mesh, workload, portOf(workload, service, port)) }))
        .find((one) => one.mode === 'STRICT');
      if (strict === undefined) continue;
      const { workload, by } = strict;
      const policy = by === undefined ? 'a policy' : `PeerAuthentication ${by.namespace}/${by.name}`;
      yield {
        on,
        field,
        problem: `calls ${workload.kind} ${workload.namespace}/${workload.name} without TLS of the mesh, which ${policy} asks for`,
        got: mode,
      };
    }
  }
}

export const tlsAgainstPolicy: Rule = {
  code: 'MESH0201',
  level: 'error',
  title: 'TLS of a DestinationRule that the pods do not take',
  explanation:
    'Clients follow the DestinationRule, servers follow the PeerAuthentication. A client that sends plain text, or TLS of its own, to a STRICT workload is cut off, and so is one that sends TLS of the mesh to a pod without proxy.',
  fix: 'remove trafficPolicy.tls, or use ISTIO_MUTUAL, or let the PeerAuthentication be PERMISSIVE for this port',
  find,
};
