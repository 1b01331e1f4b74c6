// Programs that must not compile.
import type { App } from 'cdk8s';
import { snapshotOf } from '../../lib';

export function wrong(app: App): void {
  // @ts-expect-error a selection is by kind, name and namespace
  snapshotOf(app, { kinds: ['Service'] });
  // @ts-expect-error short or whole
  snapshotOf(app, { detail: 'long' });
  // @ts-expect-error a construct or manifests, not their text
  snapshotOf('kind: Service');
}
