import type { Labels } from '../../core/labels';
import { picks } from '../../core/labels';
import type { Mesh, MeshObject } from '../../model';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';
import { selectorText } from './selector-text';

type Gateway = MeshObject<Specs['networking.istio.io/Gateway']>;
type Tls = NonNullable<NonNullable<Gateway['spec']['servers']>[number]['tls']>;

/** What two servers have in common that have one certificate; undefined where a server names none. */
function certificateOf({ credentialName = '', serverCertificate = '', privateKey = '' }: Tls): string | undefined {
  if (credentialName !== '') return `credentialName ${credentialName}`;
  return serverCertificate === '' || privateKey === '' ? undefined : `serverCertificate ${serverCertificate} ${privateKey}`;
}

interface Selected {
  readonly selector: Labels;
  readonly gateways: Set<Gateway>;
}

/** Gateways by certificate and then by selector. */
function byCertificate(mesh: Mesh): ReadonlyMap<string, ReadonlyMap<string, Selected>> {
  const found = new Map<string, Map<string, Selected>>();
  for (const gateway of mesh.of('networking.istio.io/Gateway')) {
    const { servers = [], selector = {} } = gateway.spec;
    for (const { tls = {} } of servers) {
      const certificate = certificateOf(tls);
      if (certificate === undefined) continue;
      const bySelector = found.get(certificate) ?? new Map<string, Selected>();
      found.set(certificate, bySelector);
      const text = selectorText(selector);
      const selected = bySelector.get(text) ?? { selector, gateways: new Set() };
      bySelector.set(text, selected);
      selected.gateways.add(gateway);
    }
  }
  return found;
}

/** Another Gateway that is at all pods of this one, or more. */
function otherOf(gateway: Gateway, bySelector: ReadonlyMap<string, Selected>): Gateway | undefined {
  for (const { selector, gateways } of bySelector.values()) {
    if (!picks(gateway.spec.selector ?? {}, selector)) continue;
    for (const other of gateways) if (other !== gateway) return other;
  }
  return undefined;
}

function* find(mesh: Mesh): Iterable<Report> {
  const found = byCertificate(mesh);
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    for (const [i, { tls = {} }] of (on.spec.servers ?? []).entries()) {
      const certificate = certificateOf(tls);
      const other = certificate === undefined ? undefined : otherOf(on, found.get(certificate) ?? new Map());
      if (other === undefined) continue;
      const name = tls.credentialName ? 'credentialName' : 'serverCertificate';
      const problem = `is the certificate of Gateway ${other.namespace}/${other.name} as well, at the same pods`;
      yield { on, field: `spec.servers[${i}].tls.${name}`, problem, got: tls[name] };
    }
  }
}

export const gatewayCertificate: Rule = {
  code: 'IST0138',
  level: 'warning',
  title: 'One certificate in two Gateways',
  explanation:
    'Two Gateways at the same pods use one certificate. Browsers reuse a connection for all hosts of its certificate, so requests for the one arrive at the other, and get 404.',
  fix: 'put the servers into one Gateway, or use a certificate for each host',
  find,
};
