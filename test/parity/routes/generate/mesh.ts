import { Random } from '../../admission/random';
import type { KubeObject } from '../../compare';
import { podsOf } from '../pods';
import { refusedOf } from '../refused';
import type { TestedMesh, TestedProxy } from '../tested-mesh';
import { gatewayApi } from './gateway-api';
import { meshConfig, otherConfig } from './other-config';
import { requests } from './requests';
import { ground } from './services';
import { virtualServices } from './virtual-services';

/** Workloads that send requests, where a mesh has them. */
const SENDERS: Readonly<Record<string, TestedProxy['type']>> = {
  'c/client': 'sidecar',
  'a/reviews-v1': 'sidecar',
  'b/details': 'sidecar',
  'istio-system/ingress': 'router',
  'b/edge': 'router',
  'a/web-istio': 'router',
};

/** The proxies of a mesh that send requests. */
export function proxiesOf(manifests: readonly KubeObject[]): TestedProxy[] {
  return podsOf(manifests).flatMap((pod) => {
    const type = SENDERS[`${pod.namespace}/${pod.name}`];
    if (type === undefined) return [];
    const { name, namespace, labels, serviceAccount, ip } = pod;
    const locality = labels['istio-locality']?.replaceAll('.', '/');
    const madeFor = labels['gateway.networking.k8s.io/gateway-name'];
    return [
      {
        ...{ type, name, namespace, labels, serviceAccount, ip },
        ...(locality !== undefined && { locality }),
        ...(madeFor !== undefined && { madeFor }),
      },
    ];
  });
}

/** Meshes that follow from a seed: those objects that an API server with istiod's webhook takes, and requests to them. */
export async function makeMeshes(seed: number, count: number, requestsEach: number): Promise<TestedMesh[]> {
  const made = Array.from({ length: count }, (_, i) => {
    const random = new Random(seed * 7919 + i);
    return {
      random,
      objects: [
        ...ground(random),
        ...otherConfig(random),
        ...virtualServices(random),
        ...(process.env.PARITY_GATEWAY_API === 'off' ? [] : gatewayApi(random)),
      ],
      config: meshConfig(random),
    };
  });
  const refused = await refusedOf(made.flatMap(({ objects }) => objects));
  return made.map(({ random, objects, config }, i) => {
    const manifests = objects.filter((object) => !refused.has(object));
    const proxies = proxiesOf(manifests);
    return {
      name: `mesh ${seed}.${i}`,
      manifests,
      meshConfig: config,
      proxies,
      requests: requests(random, manifests, proxies, requestsEach),
    };
  });
}
