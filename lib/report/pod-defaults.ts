import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from './field-changes';

/** What an API server writes into pods where nothing is said, by the name of the field. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  defaultMode: 420,
  dnsPolicy: 'ClusterFirst',
  failureThreshold: 3,
  periodSeconds: 10,
  protocol: 'TCP',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  scheme: 'HTTP',
  securityContext: {},
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  timeoutSeconds: 1,
};

/** Whether a field of pods is the same on both sides, and on one of them is only not written. */
export function isPodDefault({ path, before, after }: FieldChange): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!Object.hasOwn(DEFAULTS, name) || (before !== undefined && after !== undefined)) return false;
  return isDeepStrictEqual(before ?? after, DEFAULTS[name]);
}
