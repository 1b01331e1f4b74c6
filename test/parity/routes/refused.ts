import type { KubeObject } from '../compare';
import { crdFiles, isOfGatewayApi } from '../gateway-api';
import { judgeObjects } from '../oracle';

const isJudged = ({ apiVersion }: KubeObject) => /\bistio\.io\/|^gateway\.networking\.k8s\.io\//.test(apiVersion);

/** Those objects of Istio and of the Gateway API that an API server with istiod's webhook does not take. */
export async function refusedOf(objects: readonly KubeObject[]): Promise<ReadonlySet<KubeObject>> {
  const judged = objects.filter(isJudged);
  const verdicts = await judgeObjects(judged, crdFiles());
  // Istiod's webhook is not asked about those of the Gateway API.
  const isRefused = (object: KubeObject, i: number) =>
    verdicts[i]?.crd !== '' || (verdicts[i]?.webhook !== '' && !isOfGatewayApi(object));
  return new Set(judged.filter(isRefused));
}
