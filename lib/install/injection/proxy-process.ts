import { concat, given } from './expression';
import { annotation, values } from './inputs';
import { type Item, ifGiven, when } from './template';

export const stsPort = when(
  given(values.number('global.sts.servicePort')),
  concat('--stsPort=', values.number('global.sts.servicePort')),
);

export const jsonLog = when(values.flag('global.logAsJson'), '--log_as_json');

export function proxyArguments(role: 'sidecar' | 'router'): readonly Item<string>[] {
  return [
    'proxy',
    role,
    '--domain',
    concat('$(POD_NAMESPACE).svc.', values.text('global.proxy.clusterDomain')),
    concat('--proxyLogLevel=', annotation('sidecar.istio.io/logLevel', values.text('global.proxy.logLevel'))),
    concat(
      '--proxyComponentLogLevel=',
      annotation('sidecar.istio.io/componentLogLevel', values.text('global.proxy.componentLogLevel')),
    ),
    concat('--log_output_level=', annotation('sidecar.istio.io/agentLogLevel', values.text('global.logging.level'))),
    stsPort,
    jsonLog,
  ];
}

export const outlierLog = when(
  given(values.text('global.proxy.outlierLogPath')),
  concat('--outlierLogPath=', values.text('global.proxy.outlierLogPath')),
);

export const envoyMetrics = { containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' };

/** What the mesh says comes before what a template would do. */
export const meshLifecycle = ifGiven(values.passed('global.proxy.lifecycle'));
