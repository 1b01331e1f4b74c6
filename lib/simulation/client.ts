import type { Labels } from '../core/labels';
import type { Mesh, Workload } from '../model';
import type { ProxyScope } from '../model/proxy-scope';

/** The proxy that a request meets first. */
export interface Client {
  readonly kind: 'sidecar' | 'gateway';
  /** `productpage-v1.shop`, as it is printed. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of its pods. */
  readonly labels: Labels;
  /** `<region>/<zone>/<subzone>`; empty where it is not known. */
  readonly locality: string;
  readonly scope: ProxyScope;
  /** Undefined for a gateway whose pods are not among the manifests. */
  readonly workload: Workload | undefined;
  readonly mesh: Mesh;
}
