import type { Mesh, MeshObject } from '../../model';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';

type Spec = Specs['networking.istio.io/DestinationRule'];
type Tls = NonNullable<NonNullable<Spec['trafficPolicy']>['tls']>;

/** Whether connections are made by TLS with nothing to check the server by. */
function isUnverified(tls: Tls | undefined, { spec }: MeshObject<Spec>): boolean {
  if (tls?.mode !== 'SIMPLE' && tls?.mode !== 'MUTUAL') return false;
  const fromSecret = (tls.credentialName ?? '') !== '' && spec.workloadSelector !== undefined;
  return (tls.caCertificates ?? '') === '' && !fromSecret;
}

function report(on: MeshObject<Spec>, field: string, tls: Tls | undefined): Report {
  return {
    on,
    field: `${field}.caCertificates`,
    problem: `is missing, so ${tls?.mode} takes a certificate of any authority that the proxy image knows`,
  };
}

function* findOfHosts(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    const tls = on.spec.trafficPolicy?.tls;
    if (isUnverified(tls, on)) yield report(on, 'spec.trafficPolicy.tls', tls);
  }
}

function* findOfPorts(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    for (const [i, { tls }] of (on.spec.trafficPolicy?.portLevelSettings ?? []).entries()) {
      if (isUnverified(tls, on)) yield report(on, `spec.trafficPolicy.portLevelSettings[${i}].tls`, tls);
    }
  }
}

const FIX = 'set caCertificates to the authorities of the server, or to system where those of the proxy image are meant';

export const unverifiedServer: Rule = {
  code: 'IST0128',
  level: 'warning',
  title: 'TLS to a host without a choice of its authorities',
  explanation:
    'A DestinationRule makes TLS connections and has no caCertificates to check the server by, nor a Secret for workloads that it selects. The authorities of the proxy image stand in for them, so that a server with a certificate of its own company is refused, and one of any public authority is taken.',
  fix: FIX,
  find: findOfHosts,
};

export const unverifiedServerOfPort: Rule = {
  code: 'IST0129',
  level: 'warning',
  title: 'TLS to a port without a choice of the authorities',
  explanation:
    'A DestinationRule makes TLS connections to one of the ports of a host and has no caCertificates to check the server by, nor a Secret for workloads that it selects. The authorities of the proxy image stand in for them, so that a server with a certificate of its own company is refused, and one of any public authority is taken.',
  fix: FIX,
  find: findOfPorts,
};
