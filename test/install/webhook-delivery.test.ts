import type { Manifest } from '../../lib/core/manifest';
import { baseManifests } from '../../lib/install/base';
import { defaultRevisionManifests } from '../../lib/install/default';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { istiodManifests } from '../../lib/install/istiod';
import { resolveValues } from '../../lib/install/resolve-values';

interface Webhook {
  readonly failurePolicy?: string;
  readonly clientConfig: { readonly caBundle?: string };
}

/** The webhooks of that kind of all three charts. */
function webhooks(kind: string, props: IstioControlPlaneProps): Webhook[] {
  const values = resolveValues(props);
  const all: readonly Manifest[] = [...baseManifests(values), ...istiodManifests(values), ...defaultRevisionManifests(values)];
  return all.filter((manifest) => manifest.kind === kind).flatMap((manifest) => manifest['webhooks'] as Webhook[]);
}

const validating = (props: IstioControlPlaneProps = {}) => webhooks('ValidatingWebhookConfiguration', props);

const REPEATED = ['kubectl', 'server-side-apply', 'argo-cd', 'flux'] as const;

test('a first install fails open, until istiod closes it', () => {
  expect(validating().map(({ failurePolicy }) => failurePolicy)).toEqual(['Ignore', 'Ignore', 'Ignore']);
});

test.each(REPEATED)('%s says nothing of what istiod would change', (delivery) => {
  const props = { webhooks: { delivery } };
  const all = [...validating(props), ...webhooks('MutatingWebhookConfiguration', props)];
  expect(validating(props).map(({ failurePolicy }) => failurePolicy)).toEqual([undefined, undefined, undefined]);
  expect(all.filter(({ clientConfig }) => clientConfig.caBundle !== undefined)).toEqual([]);
});

test.each(REPEATED)('with %s a policy that is given stays', (delivery) => {
  const props: IstioControlPlaneProps = { webhooks: { delivery }, base: { validationFailurePolicy: 'Ignore' } };
  expect(validating(props).map(({ failurePolicy }) => failurePolicy)).toEqual(['Ignore', 'Ignore', 'Ignore']);
});

test.each(['install', ...REPEATED] as const)('with %s certificates that are given close it', (delivery) => {
  const props: IstioControlPlaneProps = { webhooks: { delivery }, base: { validationCABundle: 'Q0E=' } };
  expect(validating(props).map(({ failurePolicy, clientConfig }) => [failurePolicy, clientConfig.caBundle])).toEqual(
    Array(3).fill(['Fail', 'Q0E=']),
  );
});
