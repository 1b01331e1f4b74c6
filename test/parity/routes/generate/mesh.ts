import { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { type Pod, podsOf } from '../pods';
import { refusedOf } from '../refused';
import type { TestedMesh, TestedProxy } from '../tested-mesh';
import { gatewayApi } from './gateway-api';
import { meshConfig, otherConfig } from './other-config';
import { policies } from './policies';
import { requests } from './requests';
import { ground } from './services';
import { virtualServices } from './virtual-services';

/** What some meshes have beside it; `PARITY_WITHOUT` names those that none has. */
const MORE: Readonly<Record<string, (random: Random) => KubeObject[]>> = { policies, 'gateway-api': gatewayApi };

/** Workloads that send requests, where a mesh has them. */
const SENDERS: Readonly<Record<string, TestedProxy['type']>> = {
  'c/client': 'sidecar',
  'a/reviews-v1': 'sidecar',
  'b/details': 'sidecar',
  'istio-system/ingress': 'router',
  'b/edge': 'router',
  'a/web-istio': 'router',
};

function proxyOf({ name, namespace, labels, serviceAccount, ip }: Pod, type: TestedProxy['type']): TestedProxy {
  const locality = labels['istio-locality']?.replaceAll('.', '/');
  const madeFor = labels['gateway.networking.k8s.io/gateway-name'];
  return {
    ...{ type, name, namespace, labels, serviceAccount, ip },
    ...(locality !== undefined && { locality }),
    ...(madeFor !== undefined && { madeFor }),
  };
}

const typeOf = ({ name, namespace }: Pod) => SENDERS[`${namespace}/${name}`];

/** The proxies of a mesh: those that send requests, and the others where policies say who may call them. */
export function proxiesOf(manifests: readonly KubeObject[]): Pick<TestedMesh, 'proxies' | 'servers'> {
  const pods = podsOf(manifests);
  const hasPolicies = manifests.some(({ kind }) => kind === 'AuthorizationPolicy');
  return {
    proxies: pods.flatMap((pod) => {
      const type = typeOf(pod);
      return type === undefined ? [] : [proxyOf(pod, type)];
    }),
    servers: hasPolicies ? pods.filter((pod) => typeOf(pod) === undefined).map((pod) => proxyOf(pod, 'sidecar')) : [],
  };
}

/** Meshes that follow from a seed: those objects that an API server with istiod's webhook takes, and requests to them. */
export async function makeMeshes(seed: number, count: number, requestsEach: number): Promise<TestedMesh[]> {
  const without = process.env.PARITY_WITHOUT?.split(',') ?? [];
  const more = Object.entries(MORE).flatMap(([name, make]) => (without.includes(name) ? [] : [make]));
  const made = Array.from({ length: count }, (_, i) => {
    const random = new Random(seed * 7919 + i);
    return {
      random,
      objects: [...ground(random), ...otherConfig(random), ...virtualServices(random), ...more.flatMap((make) => make(random))],
      config: meshConfig(random),
    };
  });
  const refused = await refusedOf(made.flatMap(({ objects }) => objects));
  return made.map(({ random, objects, config }, i) => {
    const manifests = objects.filter((object) => !refused.has(object));
    const pods = proxiesOf(manifests);
    return {
      name: `mesh ${seed}.${i}`,
      manifests,
      meshConfig: config,
      ...pods,
      requests: requests(random, manifests, pods.proxies, requestsEach),
    };
  });
}
