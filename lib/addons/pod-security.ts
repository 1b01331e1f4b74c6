import { ApiObject, JsonPatch } from 'cdk8s';
import type { Deployment } from 'cdk8s-plus-27';

/** Takes away a label that cdk8s-plus makes from the construct path: moving the code would restart the pods. */
export function withoutAddress(deployment: Deployment): void {
  ApiObject.of(deployment).addJsonPatch(JsonPatch.remove('/spec/template/metadata/labels/cdk8s.io~1metadata.addr'));
}

/** What the Pod Security Standard `restricted` asks for of pods with one container, beyond what cdk8s-plus sets. */
export function restrict(deployment: Deployment): void {
  ApiObject.of(deployment).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
  );
}
