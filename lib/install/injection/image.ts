import { contains, type Expression, given } from './expression';
import { annotation, values } from './inputs';
import { type Choice, each, ifGiven, when } from './template';
import type { PathTo } from './value-path';

/** The image that the pod or the mesh gives in full, else the one that istiod puts together from hub, name and tag. */
export function proxyImage(name: PathTo<string>, composed: Expression<string>): Choice<Expression<string>> {
  const image = annotation('sidecar.istio.io/proxyImage', values.text(name));
  return when(contains(image, '/'), image).otherwise(composed);
}

export const pullPolicy = ifGiven(values.text('global.imagePullPolicy'));

const secrets = values.texts('global.imagePullSecrets');

export const pullSecrets = when(given(secrets), [each('secret', secrets, (secret) => ({ name: secret }))]);
