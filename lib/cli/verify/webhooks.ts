import type { Cluster } from '../../cluster/cluster';
import { keyOf, type Stored, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import { type Check, count } from './check';
import { isInjector, isValidation, REVISION, type WebhookConfiguration } from './control-planes';

const PROBE = 'cdk8s-istio-verify';

/** It passes the schema of the CRD; istiod alone sees that its route leads nowhere. */
const BROKEN = { hosts: ['verify.invalid'], http: [{}] };

const LOOK = 'kubectl get pods -n';

/** Whether the webhooks of `dist/` have the certificate of an istiod, and whether validation refuses what is broken. */
export async function checkWebhooks(
  cluster: Cluster,
  objects: readonly Manifest[],
  stored: ReadonlyMap<string, Stored>,
): Promise<Check[]> {
  const live = objects.flatMap((object) => {
    const one = stored.get(keyOf(object));
    return one !== undefined && /WebhookConfiguration$/.test(one.kind) ? [one as WebhookConfiguration] : [];
  });
  const ofIstio = live.filter((one) => isInjector(one) || isValidation(one));
  const probes = await Promise.all(ofIstio.filter(isValidation).map((one) => probe(cluster, one)));
  const taken = ofIstio.flatMap((one) => notTaken(one) ?? []);
  const all = ofIstio.length;
  const said: Check = {
    ...{ check: 'webhooks', subject: `${count(all, 'configuration')}`, ok: true },
    message: 'istiod has written its certificate into all of them',
  };
  return [...(taken.length > 0 || all === 0 ? taken : [said]), ...probes];
}

/** Where istiod has not yet been, or not again. */
function notTaken(one: WebhookConfiguration): Check | undefined {
  const { webhooks = [] } = one;
  const without = webhooks.filter(({ clientConfig }) => (clientConfig.caBundle ?? '') === '');
  const open = isValidation(one) ? webhooks.filter(({ failurePolicy }) => failurePolicy === 'Ignore') : [];
  if (without.length + open.length === 0) return undefined;
  const message =
    without.length > 0
      ? `istiod has written no certificate (caBundle) into ${without.map(({ name }) => name).join(', ')}`
      : `validation is still open (failurePolicy Ignore): istiod has not closed it`;
  const revision = one.metadata.labels?.[REVISION] ?? 'default';
  const fix = `look whether the istiod of revision ${revision} runs, and at its log`;
  return { check: 'webhooks', subject: titleOf(one), ok: false, message, fix };
}

/** An object that the webhook must select, and refuse. Nothing is stored. */
async function probe(cluster: Cluster, one: WebhookConfiguration): Promise<Check> {
  const namespace = serviceNamespace(one);
  const revision = (one.webhooks ?? [])
    .flatMap(({ objectSelector }) => objectSelector?.matchExpressions ?? [])
    .find(({ key, operator }) => key === REVISION && operator === 'In')?.values?.[0];
  const labels = revision === undefined ? {} : { labels: { [REVISION]: revision } };
  const object = {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
    ...{ metadata: { name: PROBE, namespace, ...labels }, spec: BROKEN },
  };
  const path = `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices?dryRun=All`;
  const { refusal } = await cluster.send('POST', path, object);
  const base = { check: 'webhooks', subject: titleOf(one) } as const;
  const fix = `${LOOK} ${namespace} -l app=istiod, and look at its log`;
  if (refusal === undefined) {
    return { ...base, ok: false, message: 'a broken VirtualService is not refused', fix };
  }
  const by = /admission webhook "([^"]*\.istio\.io)" denied/.exec(refusal.message)?.[1];
  if (by === undefined) return { ...base, ok: false, message: `gives no answer: ${refusal.message}`, fix };
  return { ...base, ok: true, message: `a broken VirtualService is refused by ${by}` };
}

/** Of the istiod that answers; a dry run there needs no other namespace to exist. */
function serviceNamespace({ webhooks = [] }: WebhookConfiguration): string {
  const services = webhooks.flatMap(({ clientConfig }) => {
    const { service } = clientConfig as { readonly service?: { readonly namespace?: string } };
    return service?.namespace ?? [];
  });
  return services[0] ?? 'default';
}
