import type { Gateway, ServerSpec } from '../gateway';
import type { Mesh } from '../mesh';
import { type Listener, listenersOf } from './listeners';

const MODES: Readonly<Record<string, 'MUTUAL' | 'OPTIONAL_MUTUAL' | 'ISTIO_MUTUAL'>> = {
  MUTUAL: 'MUTUAL',
  OPTIONAL_MUTUAL: 'OPTIONAL_MUTUAL',
  ISTIO_MUTUAL: 'ISTIO_MUTUAL',
};

function tlsOf({ spec: { tls } }: Listener): ServerSpec['tls'] {
  if (tls === undefined) return undefined;
  if (tls.mode === 'Passthrough') return { mode: 'PASSTHROUGH' };
  return { mode: MODES[tls.options?.['gateway.istio.io/tls-terminate-mode'] ?? ''] ?? 'SIMPLE' };
}

function gatewayOf(listener: Listener): Gateway {
  const { owner, internalName, spec, hosts, index, services, isManaged } = listener;
  const tls = tlsOf(listener);
  const server: ServerSpec = {
    port: { number: spec.port, name: 'default', protocol: spec.protocol },
    hosts,
    ...(tls === undefined ? {} : { tls }),
  };
  return {
    object: owner,
    name: `${owner.namespace}/${internalName}`,
    namespace: owner.namespace,
    selector: {},
    services,
    isManaged,
    servers: [{ spec: server, hosts: hosts.map((host) => host.replace(/^\*\//, '')), field: `listeners[${index}]` }],
  };
}

/** What the listeners of the Gateway API come down to: a Gateway with one server each. */
export function gatewayApiGateways(mesh: Mesh): readonly Gateway[] {
  return listenersOf(mesh)
    .filter(({ isOpened }) => isOpened)
    .map(gatewayOf);
}
