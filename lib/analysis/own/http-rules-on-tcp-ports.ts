import type { Mesh, Service } from '../../model';
import { fullHost } from '../../model/hosts';
import { mayBeHttp } from '../../model/port-protocol';
import type { Report, Rule } from '../rule';

function describePorts({ ports }: Service): string[] {
  return ports.map(({ number, name, protocol }) => `${number}${name === '' ? '' : ` ${name}`} is ${protocol}`);
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { http = [], hosts = [], gateways = ['mesh'] } = on.spec;
    if (http.length === 0 || !(gateways.length === 0 || gateways.includes('mesh'))) continue;
    for (const [i, host] of hosts.entries()) {
      const service = mesh.serviceSeenFrom(on.namespace, fullHost(host, on.namespace, mesh.settings.domain));
      if (service === undefined || service.ports.length === 0 || service.ports.some(({ protocol }) => mayBeHttp(protocol)))
        continue;
      yield {
        on,
        field: `spec.hosts[${i}]`,
        problem: 'has no port on which rules for HTTP are looked at',
        got: describePorts(service),
      };
    }
  }
}

export const httpRulesOnTcpPorts: Rule = {
  code: 'MESH0107',
  level: 'warning',
  title: 'HTTP rules for a service that does not speak HTTP',
  explanation:
    'All ports of the host are declared for TCP or TLS, so sidecars forward connections and never see requests: the rules under http are not looked at.',
  fix: 'name the port http-..., http2-... or grpc-..., or write the rules under tcp or tls',
  find,
};
