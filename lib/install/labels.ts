import { ISTIO_VERSION } from '../versions';

/** Labels of one object. */
export type Labels = Readonly<Record<string, string>>;

/** What the charts say of Helm in labels, we say of ourselves. */
export const MANAGED_BY = 'cdk8s-istio';

/** Name of the release of which the shared objects are part. */
export const BASE_RELEASE = 'istio-base';

/** Name of the release of which the objects of a control plane are part. */
export const ISTIOD_RELEASE = 'istiod';

/** Name of the release of which the objects of the default revision are part. */
export const DEFAULT_RELEASE = 'istio-default';

/**
 * Labels of every object of Istio.
 * @param release name of the release that the object is part of
 */
export function commonLabels(release: string): Labels {
  return {
    'app.kubernetes.io/managed-by': MANAGED_BY,
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/part-of': 'istio',
    'app.kubernetes.io/version': ISTIO_VERSION,
  };
}

/** The value of `istio.io/rev`: the control plane without a revision is called `default`. */
export function revisionLabel(revision: string): string {
  return revision === '' ? 'default' : revision;
}

/** What `istio.io/rev` and the labels that uninstalling goes by are taken from. */
export interface Owner {
  readonly revision: string;
  readonly ownerName: string;
}

/** Labels of what belongs to one control plane and is replaced with it. */
export function pilotLabels({ revision, ownerName }: Owner, release = ISTIOD_RELEASE): Labels {
  return {
    'istio.io/rev': revisionLabel(revision),
    'install.operator.istio.io/owning-resource': ownerName === '' ? 'unknown' : ownerName,
    'operator.istio.io/component': 'Pilot',
    release,
    'app.kubernetes.io/name': 'istiod',
    ...commonLabels(release),
  };
}

/** Labels of the identity and the rights of istiod. */
export function rightsLabels(): Labels {
  return { app: 'istiod', release: ISTIOD_RELEASE, 'app.kubernetes.io/name': 'istiod', ...commonLabels(ISTIOD_RELEASE) };
}

/** Labels of what other clusters read this one with. */
export function readerLabels(release: string): Labels {
  return { app: 'istio-reader', release, 'app.kubernetes.io/name': 'istio-reader', ...commonLabels(release) };
}

/** Labels of the webhooks that check Istio configuration. */
export function validatorLabels(release: string, revision: string): Labels {
  return {
    app: 'istiod',
    release,
    istio: 'istiod',
    'istio.io/rev': revisionLabel(revision),
    'app.kubernetes.io/name': 'istiod',
    ...commonLabels(release),
  };
}
