import { equals, field, firstGiven, given, named, not, or, toText } from './expression';
import { annotation, input, values } from './inputs';
import { collect, each, when } from './template';

export const PROXY_NAME = 'istio-proxy';

/** Where the agent serves health and merged metrics; '0' turns its probes off. */
export const statusPort = named(
  'statusPort',
  annotation('status.sidecar.istio.io/port', values.number('global.proxy.statusPort')),
);

export const interceptionMode = named(
  'interceptionMode',
  annotation('sidecar.istio.io/interceptionMode', input('interceptionMode')),
);

export const isTproxy = named('tproxy', equals(interceptionMode, 'TPROXY'));

/** Lets the proxy bind ports below 1024. */
export const bindsLowPorts = named(
  'bindsLowPorts',
  equals(annotation('sidecar.istio.io/capNetBindService', values.text('global.proxy.capNetBindService')), 'true'),
);

/** The proxy is an init container that keeps running. */
export const isNative = named(
  'native',
  not(equals(firstGiven(annotation('sidecar.istio.io/nativeSidecar'), toText(input('nativeSidecars'))), 'false')),
);

/** The app containers start when the proxy is ready. A native sidecar is so by itself. */
export const holdsApplication = named(
  'holdsApplication',
  or(given(input('holdApplicationUntilProxyStarts')), given(values.flag('global.proxy.holdApplicationUntilProxyStarts'))),
);

export const usesCni = values.flag('pilot.cni.enabled');

export const trustDomain = named('trustDomain', firstGiven(input('meshTrustDomain'), values.text('global.trustDomain')));

export const appContainers = collect('appContainers', [
  each('container', input('containers'), (container) =>
    when(not(equals(field(container, 'name', 'text'), PROXY_NAME)), field(container, 'name', 'text')),
  ),
]);
