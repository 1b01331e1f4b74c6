import type { Mesh, Service } from '../../model';
import { isSubsetOf } from '../../model/hosts';
import { isHttp } from '../../model/port-protocol';
import type { Report, Rule } from '../rule';

function rulesOfOutsideHosts(mesh: Mesh) {
  return mesh.once('destination rules with a policy for outside hosts', () =>
    mesh
      .of('networking.istio.io/DestinationRule')
      .filter(({ spec }) => spec.trafficPolicy !== undefined && (spec.host ?? '').includes('.')),
  );
}

function startsTls(mesh: Mesh, { host }: Service, port: number): boolean {
  return rulesOfOutsideHosts(mesh).some(({ spec }) => {
    const { trafficPolicy } = spec;
    if (trafficPolicy === undefined || !isSubsetOf(host, spec.host)) return false;
    const ofPort = (trafficPolicy.portLevelSettings ?? []).find((one) => one.port?.number === port);
    const mode = ofPort === undefined ? trafficPolicy.tls?.mode : ofPort.tls?.mode;
    return mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'ISTIO_MUTUAL';
  });
}

function* find(mesh: Mesh): Iterable<Report> {
  const external = mesh.services.filter(({ isKubernetes, isExternal }) => !isKubernetes && isExternal);
  for (const service of external) {
    for (const { number, targetPort, protocol, index } of service.ports) {
      if (!isHttp(protocol) || targetPort !== 443 || startsTls(mesh, service, number)) continue;
      const field = `spec.ports[${index}].${number === 443 ? 'protocol' : 'targetPort'}`;
      yield {
        on: service.object,
        field,
        problem: `sends plain HTTP to port 443 of ${service.host}`,
        got: number === 443 ? protocol : targetPort,
      };
    }
  }
}

export const httpsWithoutTls: Rule = {
  code: 'MESH0501',
  level: 'warning',
  title: 'Plain HTTP to port 443 of an outside host',
  explanation:
    'The ServiceEntry declares a port for HTTP that leads to port 443, and no DestinationRule starts TLS for it: the server gets plain text where it waits for TLS, and closes the connection or answers 400.',
  fix: 'declare the port HTTPS or TLS where the applications speak TLS themselves, or add a DestinationRule with tls.mode SIMPLE',
  find,
};
