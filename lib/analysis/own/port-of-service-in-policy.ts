import type { Mesh, MeshObject, Workload } from '../../model';
import type { Report, Rule } from '../rule';

/** Ports of workloads, and of the Services in front of them. */
function portsOf(mesh: Mesh, workloads: readonly Workload[]) {
  const behind = new Set(workloads.flatMap((workload) => mesh.servicesFor(workload)));
  const targets = [...behind].flatMap(({ ports }) => ports.map(({ number, targetPort }) => ({ number, targetPort })));
  const listening = new Set([
    ...workloads.flatMap(({ ports }) => ports.map(({ number }) => number)),
    ...targets.flatMap(({ targetPort }) => (typeof targetPort === 'number' ? [targetPort] : [])),
  ]);
  return { listening, targetOf: (port: number) => targets.find(({ number }) => number === port)?.targetPort };
}

function ofService(on: MeshObject, field: string, got: number, target: number | string): Report {
  const fix = `write ${target}, to which the Service sends it`;
  return { on, field, problem: 'is a port of the Service, where the port of the workload is asked for', got, fix };
}

function* ofAuthentications(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/PeerAuthentication')) {
    const { selector, portLevelMtls = {} } = on.spec;
    const labels = selector?.matchLabels;
    if (labels === undefined) continue;
    const workloads = mesh.workloadsWith(labels, on.namespace);
    if (workloads.length === 0) continue;
    const { listening, targetOf } = portsOf(mesh, workloads);
    for (const port of Object.keys(portLevelMtls)) {
      if (listening.has(Number(port))) continue;
      const target = targetOf(Number(port));
      const field = `spec.portLevelMtls["${port}"]`;
      if (target !== undefined) yield ofService(on, field, Number(port), target);
      else if (workloads.every(({ ports }) => ports.length > 0))
        yield { on, field, problem: 'is no port of the workloads', got: Number(port) };
    }
  }
}

function* ofAuthorizations(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    const { selector, targetRef, targetRefs, rules = [] } = on.spec;
    if (targetRef !== undefined || targetRefs !== undefined) continue;
    const isForAll = on.namespace === mesh.settings.rootNamespace;
    const workloads = mesh.workloadsWith(selector?.matchLabels ?? {}, isForAll ? undefined : on.namespace);
    const placed = rules.flatMap(({ to = [] }, i) =>
      to.flatMap(({ operation = {} }, j) =>
        (['ports', 'notPorts'] as const).flatMap((list) =>
          (operation[list] ?? []).map((port, k) => ({ field: `spec.rules[${i}].to[${j}].operation.${list}[${k}]`, port })),
        ),
      ),
    );
    if (placed.length === 0) continue;
    const { listening, targetOf } = portsOf(mesh, workloads);
    for (const { field, port } of placed) {
      const target = listening.has(Number(port)) ? undefined : targetOf(Number(port));
      if (target !== undefined) yield ofService(on, field, Number(port), target);
    }
  }
}

export const portOfServiceInPolicy: Rule = {
  code: 'MESH0403',
  level: 'warning',
  title: 'Policy for a port that the workload does not have',
  explanation:
    'portLevelMtls of a PeerAuthentication, and ports of an AuthorizationPolicy, name ports of the workload. One of the Service, which forwards to another number, is never that of a connection: the mode of the namespace holds, an ALLOW rule never holds, a DENY rule never denies.',
  fix: 'write the number of the port of the container',
  find: function* (mesh) {
    yield* ofAuthentications(mesh);
    yield* ofAuthorizations(mesh);
  },
};
