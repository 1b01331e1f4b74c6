import type { Manifest } from '../../core/manifest';
import { pilotLabels, revisionLabel } from '../labels';
import type { IstiodValues } from '../values';
import { revisioned } from './revision';

/** Webhooks, which the API server calls from outside of every namespace. */
const WEBHOOKS = [15017];

/** What proxies and monitoring use, from anywhere. */
const DISCOVERY = [15010, 15011, 15012, 8080, 15014];

function from(ports: readonly number[]): object {
  return { ports: ports.map((port) => ({ protocol: 'TCP', port })) };
}

/** Limits traffic to istiod to its ports. It may call anything: keys of tokens are fetched from wherever users say. */
export function networkPolicy(values: IstiodValues): Manifest | undefined {
  const { global, revision } = values;
  if (!global.networkPolicy.enabled) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: revisioned('istiod', values),
      namespace: global.istioNamespace,
      labels: { app: 'istiod', istio: 'pilot', ...pilotLabels(values) },
    },
    spec: {
      podSelector: { matchLabels: { app: 'istiod', 'istio.io/rev': revisionLabel(revision) } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [from(WEBHOOKS), from(DISCOVERY)],
      egress: [{}],
    },
  };
}
