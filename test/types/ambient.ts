import type { MeshNamespaceProps } from '../../lib/injection/mesh-namespace';
import type { GatewayWorkloadProps } from '../../lib/install/gateway-workload';
import type { Injector } from '../../lib/install/injector';
import type { IstioCniProps } from '../../lib/install/istio-cni';
import type { IstioControlPlane } from '../../lib/install/istio-control-plane';
import type { ZtunnelProps } from '../../lib/install/istio-ztunnel';
import type { WaypointProps } from '../../lib/install/waypoint';

// What must not compile. Nothing runs this file.

declare const controlPlane: IstioControlPlane;
declare const tag: Injector;

export const agents: IstioCniProps[] = [
  { controlPlane, ambient: { dnsCapture: false }, resources: null },
  // @ts-expect-error no such value; the chart takes it and does nothing
  { controlPlane, cni: { ambient: { enabled: true } } },
  // @ts-expect-error no such provider
  { controlPlane, provider: 'calico' },
  // @ts-expect-error the profile is that of the control plane
  { controlPlane, profile: 'ambient' },
  // @ts-expect-error environment is text
  { controlPlane, env: { A: 1 } },
];

export const ztunnels: ZtunnelProps[] = [
  { controlPlane, env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: true } },
  // @ts-expect-error the chart is flat; it takes this and does nothing
  { controlPlane, ztunnel: { resources: {} } },
  // @ts-expect-error a switch, not text
  { controlPlane, env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } },
  // @ts-expect-error ztunnel asks a control plane by its own name, which a tag is not
  { controlPlane: tag },
];

export const waypoints: WaypointProps[] = [
  { controlPlane: tag, for: 'workload' },
  // @ts-expect-error no such traffic
  { controlPlane, for: 'pod' },
  // @ts-expect-error namespaces are named by reference
  { controlPlane, serves: ['shop'] },
];

export const namespaces: MeshNamespaceProps[] = [
  { dataplane: 'ambient' },
  { injectedBy: tag },
  { injectedBy: tag, injection: 'synth' },
  // @ts-expect-error no such way
  { injectedBy: tag, injection: 'disabled' },
  // @ts-expect-error a control plane, not its name
  { injectedBy: 'istio', injection: 'synth' },
  // @ts-expect-error no such data plane
  { dataplane: 'ztunnel' },
];

export const gateways: GatewayWorkloadProps[] = [
  { controlPlane: tag, imagePullSecrets: [{ name: 'login' }] },
  // @ts-expect-error Kubernetes takes references here; the chart makes an object that it refuses
  { controlPlane, imagePullSecrets: ['login'] },
];
