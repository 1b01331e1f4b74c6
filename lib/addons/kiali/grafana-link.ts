import type { ISecret } from 'cdk8s-plus-27';
import type { AddonsNamespace } from '../addons-namespace';
import type { Grafana } from '../grafana/grafana';

const variables = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `var-${name}`]));

/** Dashboards of Grafana, found by title, and the choices at their top that a link fills in. */
const DASHBOARDS = [
  { name: 'Istio: service', variables: variables('namespace', 'service') },
  { name: 'Istio: workload', variables: variables('namespace', 'workload') },
  { name: 'Istio: mesh' },
  { name: 'Istio: control plane' },
  { name: 'Istio: performance' },
];

/** The login that Grafana wants; a Secret of another namespace cannot be read. */
function loginFor({ login, workload }: Grafana, { name }: AddonsNamespace): ISecret | undefined {
  return workload.namespace.name === name ? login : undefined;
}

/** What Kiali must know of Grafana beside its addresses. */
export function grafanaConfig(grafana: Grafana, namespace: AddonsNamespace): object {
  return { dashboards: DASHBOARDS, ...(loginFor(grafana, namespace) && { auth: { type: 'basic' } }) };
}

/** Files in which Kiali looks for the login of Grafana. */
export function grafanaSecrets(
  grafana: Grafana,
  namespace: AddonsNamespace,
): Readonly<Record<string, { secret: ISecret; entries: Record<string, string> }>> {
  const secret = loginFor(grafana, namespace);
  if (secret === undefined) return {};
  return {
    '/kiali-override-secrets/grafana-username': { secret, entries: { username: 'value.txt' } },
    '/kiali-override-secrets/grafana-password': { secret, entries: { password: 'value.txt' } },
  };
}
