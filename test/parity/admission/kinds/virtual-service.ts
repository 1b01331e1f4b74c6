import { isMap } from '../../../../lib/core/schema/values';
import type { Knowledge } from '../from-schema';
import { ROUTE_VALUES } from './route-values';

interface Matched {
  match?: unknown[];
}

interface Spec {
  hosts?: unknown[];
  gateways?: unknown[];
  http?: (Matched & { delegate?: unknown; route?: unknown })[];
  tls?: { match?: { sniHosts?: unknown }[]; route?: unknown }[];
  tcp?: (Matched & { route?: unknown })[];
}

export const VIRTUAL_SERVICE: Knowledge = {
  shapes: {
    '': [
      ['hosts!', 'http!', 'gateways', 'exportTo'],
      ['hosts!', 'http!', 'gateways'],
      ['hosts!', 'http!'],
      ['hosts!', 'tls!', 'tcp', 'gateways', 'exportTo'],
      ['hosts!', 'tcp!', 'gateways'],
      ['http!', 'exportTo'],
      ['hosts!', 'http!', 'tls', 'tcp', 'gateways', 'exportTo'],
    ],
    'http[]': [
      ['name', 'match', 'route!', 'timeout', 'retries', 'fault', 'corsPolicy', 'headers', 'rewrite'],
      ['match!', 'route!', 'retries', 'fault'],
      ['match!', 'route!', 'mirror!', 'mirrorPercentage', 'mirror_percent', 'mirrorPercent'],
      ['match!', 'route!', 'mirrors!', 'corsPolicy'],
      ['match!', 'route!', 'rewrite', 'headers'],
      ['match', 'redirect!', 'headers', 'corsPolicy', 'timeout'],
      ['match', 'directResponse!', 'headers', 'name'],
      ['match!', 'delegate!', 'timeout', 'headers', 'mirror', 'fault', 'rewrite'],
      ['match!', 'route!', 'timeout', 'delegate', 'redirect', 'directResponse', 'mirror', 'mirrors', 'fault', 'rewrite'],
    ],
    'http[].match[]': [
      ['uri!', 'headers', 'ignoreUriCase', 'port', 'name'],
      ['uri', 'method', 'scheme', 'authority', 'queryParams'],
      ['headers!', 'withoutHeaders', 'sourceLabels', 'sourceNamespace', 'gateways', 'statPrefix'],
    ],
    redirect: [
      ['uri!', 'authority', 'redirectCode'],
      ['authority!', 'port', 'scheme'],
      ['prefixRewrite!', 'scheme', 'derivePort'],
      ['scheme!', 'redirectCode', 'authority'],
      ['uri', 'prefixRewrite', 'authority', 'port', 'derivePort', 'scheme', 'redirectCode'],
    ],
    rewrite: [['uri!', 'authority'], ['authority!'], ['uriRegexRewrite!'], ['uri', 'authority', 'uriRegexRewrite']],
    retries: [
      ['attempts!', 'perTryTimeout', 'retryOn', 'retryRemoteLocalities', 'backoff', 'retryIgnorePreviousHosts'],
      ['perTryTimeout', 'retryOn'],
    ],
    fault: [['abort!', 'delay'], ['delay!']],
    'fault.abort': [
      ['httpStatus!', 'percentage'],
      ['httpStatus!', 'percentage'],
      ['grpcStatus!', 'percentage'],
      ['percentage', 'http2Error'],
    ],
    'fault.delay': [
      ['fixedDelay!', 'percentage'],
      ['fixedDelay!', 'percent'],
      ['fixedDelay', 'percentage', 'percent', 'exponentialDelay'],
    ],
    'tls[]': [['match!', 'route!']],
    'tls[].match[]': [['sniHosts!', 'port', 'sourceLabels', 'gateways', 'sourceNamespace', 'destinationSubnets']],
    'tcp[]': [['match', 'route!']],
    port: [['number!']],
    uriRegexRewrite: [['match!', 'rewrite!']],
    delegate: [
      ['name!', 'namespace'],
      ['name', 'namespace'],
    ],
  },
  values: ROUTE_VALUES,
  mend(spec, random) {
    const { hosts = [], http, tls, tcp } = spec as Spec;
    if (!random.chance(0.85)) return;
    for (const list of [http, tcp]) {
      if (!Array.isArray(list)) continue;
      list.forEach((rule, i) => {
        if (i < list.length - 1 && rule?.match === undefined && rule !== null && typeof rule === 'object') {
          rule.match = [{ port: 1000 + i }];
        }
      });
    }
    for (const rule of [http, tls, tcp].flatMap((list): { route?: unknown }[] => (Array.isArray(list) ? list : []))) {
      const route = rule?.route;
      if (!Array.isArray(route)) continue;
      const sound = random.chance(0.7);
      route.forEach((destination, i) => {
        if (!isMap(destination)) return;
        const weight = i === 0 ? 100 - 25 * (route.length - 1) : 25;
        Object.assign(destination, { weight: sound ? weight : (destination['weight'] ?? 50) });
      });
    }
    if (Array.isArray(tls) && Array.isArray(hosts)) {
      for (const rule of tls) {
        if (!Array.isArray(rule?.match)) continue;
        for (const match of rule.match) if (match !== null && typeof match === 'object') match.sniHosts = [random.pick(hosts)];
      }
    }
  },
};
