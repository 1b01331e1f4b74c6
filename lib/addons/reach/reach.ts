import { Construct } from 'constructs';
import type { OneShapeOf } from '../../core/one-shape-of';
import { refuse } from '../../core/problem';
import { oneOfProblems, type PropNames, propProblems } from '../../core/prop-names';
import type { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { ContextPath } from '../context-path';
import { allowFrom } from '../network-access';
import { placeProblems } from '../places';
import { type ByGateway, wayByGateway } from './by-gateway';
import { type ByIngress, wayByIngress } from './by-ingress';
import { type ByKubernetesGateway, wayByKubernetesGateway } from './by-kubernetes-gateway';
import { watchIngresses } from './unique-ingresses';
import type { Way } from './way';

/** How people reach an addon from outside of the cluster. */
export type Reach = OneShapeOf<ByIngress | ByGateway | ByKubernetesGateway> & {
  /** Host name under which people reach it: `istio-grafana.sample.com`. */
  readonly host: string;
  /** Path below which it is reached; the program, its probes and all links to it follow. @default / */
  readonly path?: ContextPath;
};

const NAMES: PropNames<Reach> = {
  host: 'required',
  path: 'optional',
  gateway: 'optional',
  kubernetesGateway: 'optional',
  ingressClassName: 'optional',
  tls: 'optional',
  controllerNamespace: 'optional',
  basicAuth: 'optional',
};
const WAYS: readonly (keyof Reach)[] = ['gateway', 'kubernetesGateway', 'ingressClassName'];

function wayOf(reach: Reach): Way {
  if (reach.gateway !== undefined) return wayByGateway(reach);
  if (reach.kubernetesGateway !== undefined) return wayByKubernetesGateway(reach);
  return wayByIngress(reach);
}

/**
 * Where people reach it, for links from elsewhere: `https://istio-grafana.sample.com/grafana`; undefined where they do not.
 * @throws InvalidProps when host or path is none, something else has both, or the Gateway does not serve the host to the namespace
 */
export function outsideUrl(owner: Construct, reach: Reach | undefined, namespace: AddonsNamespace): string | undefined {
  if (reach === undefined) return undefined;
  refuse(owner.node.path, [...propProblems(NAMES, reach, 'reach'), ...oneOfProblems(WAYS, reach, 'reach')]);
  const { host, path = '/' } = reach;
  const origin = wayOf(reach).origin(host, namespace.name);
  const fix = `add a server of HTTP or HTTPS for it that takes routes of the namespace ${namespace.name}`;
  refuse(owner.node.path, [
    ...placeProblems('reach', { host, path }, owner),
    ...(origin === undefined ? [{ field: 'reach.host', problem: 'is not served by the Gateway', got: host, fix }] : []),
  ]);
  return `${origin}${path === '/' ? '' : path}`;
}

/** Makes the way from a host and a path to an addon, which `outsideUrl` has found possible. */
export class Entrance extends Construct {
  constructor(scope: Construct, id: string, reach: Reach, workload: AddonWorkload, port: number) {
    super(scope, id);
    const { host, path = '/' } = reach;
    const { service } = workload;
    const way = wayOf(reach);
    allowFrom(this, workload, 'outside', way.caller, [port]);
    way.addTo(this, { host, path, metadata: { name: service.name, namespace: service.metadata.namespace }, service, port });
    watchIngresses(this);
  }
}
