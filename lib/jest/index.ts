import { type NoFindingsOptions, toHaveNoFindings } from './no-findings';
import * as traffic from './traffic-matchers';

export { type TrafficRow, testTraffic } from './test-traffic';
export type { Shares } from './traffic-matchers';
export type { NoFindingsOptions };

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Fails when the analyzer finds something in an App, a Chart or a Mesh. */
      toHaveNoFindings(options?: NoFindingsOptions): R;
      /** All requests go to the service, or its subset: `toReach('reviews', 'v2')`. */
      toReach(service: string, subset?: string): R;
      /** Each share of the requests, in percent, goes where it should: `toReach({ v1: 90, v3: 10 })`. */
      toReach(shares: traffic.Shares): R;
      /** `toBeDelayed({ by: '7s', percentage: 50 })`. @default all requests */
      toBeDelayed(delay: { readonly by: string; readonly percentage?: number }): R;
      /** `toFailWith(500, { percentage: 10 })`. @default all requests */
      toFailWith(status: number, share?: { readonly percentage?: number }): R;
      toRedirectTo(location: string, status?: number): R;
      toBeDenied(): R;
      /** The proxy answers itself. */
      toBeAnsweredWith(status: number, body?: string): R;
      /** `toTimeOutAfter('500ms')` */
      toTimeOutAfter(time: string): R;
      toBeRetried(attempts: number, on?: string): R;
      toBeMirroredTo(service: string, percentage?: number): R;
      /** No route, no cluster, no endpoints, nobody who listens, or it may not leave the mesh. */
      toReachNothing(): R;
    }
  }
}

/** Matchers for meshes, for `expect.extend`. `import 'cdk8s-istio/jest'` adds them where jest runs. */
export const matchers = { toHaveNoFindings, ...traffic };

const { expect } = globalThis as { expect?: { extend(matchers: object): void } };
expect?.extend(matchers);
