import type { ProxyConfigSpec } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { selectorProblems } from './labels';

/** What Istio refuses in the spec of a ProxyConfig, beyond its schema. */
export function proxyConfigProblems({ selector }: Wire<ProxyConfigSpec>): Problem[] {
  return selectorProblems('selector.matchLabels', selector?.matchLabels);
}
