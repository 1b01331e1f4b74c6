import { parse } from 'yaml';
import type { Stored } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import { type InjectionPolicy, matchesLabels, type Selector } from '../../injection/injection-policy';
import { type Image, imageReference } from '../../install/image';

/** What `dist/` says of the sidecars of one revision. */
export interface Revision {
  readonly policy: InjectionPolicy;
  /** The image that its injector puts into pods. */
  readonly proxy: string;
}

export const REVISION = 'istio.io/rev';

const INJECTOR = 'istio-sidecar-injector';

/** The control planes of `dist/`, by the names of their revisions. */
export function revisionsOf(objects: readonly Manifest[]): Map<string, Revision> {
  return new Map(
    objects.flatMap(({ kind, metadata, ...fields }) => {
      if (kind !== 'ConfigMap' || !metadata.name.startsWith(INJECTOR)) return [];
      const { data } = fields as { readonly data?: Readonly<Record<string, string>> };
      const { config, values } = data ?? {};
      return values === undefined ? [] : [[metadata.labels?.[REVISION] ?? 'default', revisionOf(config ?? '', values)]];
    }),
  );
}

function revisionOf(config: string, values: string): Revision {
  const rules = (parse(config) ?? {}) as Partial<InjectionPolicy>;
  const { global } = parse(values) as { readonly global: Omit<Image, 'image'> & { readonly proxy: Pick<Image, 'image'> } };
  return {
    policy: {
      policy: rules.policy ?? 'enabled',
      neverInjectSelector: rules.neverInjectSelector ?? [],
      alwaysInjectSelector: rules.alwaysInjectSelector ?? [],
    },
    proxy: imageReference({ ...global, variant: global.variant ?? '', image: global.proxy.image }),
  };
}

export interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig: { readonly caBundle?: string };
  readonly namespaceSelector?: Selector;
  readonly objectSelector?: Selector;
}

/** Webhooks of one name. */
export interface WebhookConfiguration extends Stored {
  readonly webhooks?: readonly Webhook[];
}

type Labels = Readonly<Record<string, string>>;

/** A selector of the API server: one without a word selects everything. */
function selects(selector: Selector | undefined, labels: Labels): boolean {
  const words = Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length;
  return selector === undefined || words === 0 || matchesLabels(selector, labels);
}

/** The revision whose injector the API server asks for a pod; undefined where it asks none. */
export function revisionFor(injectors: readonly WebhookConfiguration[], namespace: Labels, pod: Labels): string | undefined {
  const asked = injectors.find(({ webhooks = [] }) =>
    webhooks.some(
      ({ namespaceSelector, objectSelector }) => selects(namespaceSelector, namespace) && selects(objectSelector, pod),
    ),
  );
  return asked === undefined ? undefined : (asked.metadata.labels?.[REVISION] ?? 'default');
}

/** Whether these webhooks are the injector of an istiod. */
export const isInjector = ({ webhooks = [] }: WebhookConfiguration) =>
  webhooks.some(({ name }) => name.endsWith('sidecar-injector.istio.io'));

/** Whether these webhooks are the validation of an istiod. */
export const isValidation = ({ webhooks = [] }: WebhookConfiguration) =>
  webhooks.some(({ name }) => name.endsWith('validation.istio.io'));

export type Namespace = Stored;

/** What a namespace says about injection: the name of a revision or tag, or `default`. */
export function wishOf({ metadata: { labels = {} } }: Namespace): string | undefined {
  const injection = labels['istio-injection'];
  if (injection !== undefined) return injection === 'enabled' ? 'default' : undefined;
  return labels[REVISION];
}
