import type { Construct } from 'constructs';
import { emit } from '../core/emit';
import type { AddonWorkload } from './addon-workload';

/** Who may call, or be called: pods by label, in a namespace by its name; without labels all its pods, without namespace all namespaces. */
export interface Peer {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const DNS = {
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

const selector = ({ namespace, labels }: Peer) => ({
  namespaceSelector: namespace === undefined ? {} : { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  ...(labels !== undefined && { podSelector: { matchLabels: labels } }),
});

function policy(scope: Construct, name: string, workload: AddonWorkload, spec: object): void {
  emit(scope, [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: workload.namespace.name, labels: workload.labels },
      spec: { podSelector: { matchLabels: workload.labels }, ...spec },
    },
  ]);
}

/** Shuts the pods of a workload off, but for DNS. What they need is added by the functions below. */
export function isolate(scope: Construct, workload: AddonWorkload): void {
  policy(scope, workload.name, workload, { policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [DNS] });
}

/** Lets peers call ports of a workload. */
export function allowFrom(scope: Construct, workload: AddonWorkload, who: string, peer: Peer, ports: readonly number[]): void {
  const ingress = [{ from: [selector(peer)], ports: tcp(ports) }];
  policy(scope, `${workload.name}-from-${who}`, workload, { policyTypes: ['Ingress'], ingress });
}

/** Lets a workload call ports of peers. */
export function allowTo(scope: Construct, workload: AddonWorkload, whom: string, peer: Peer, ports: readonly number[]): void {
  const egress = [{ to: [selector(peer)], ports: tcp(ports) }];
  policy(scope, `${workload.name}-to-${whom}`, workload, { policyTypes: ['Egress'], egress });
}

/** Lets a workload call ports wherever they are: the API server has no labels. */
export function allowToAnywhere(scope: Construct, workload: AddonWorkload, whom: string, ports: readonly number[]): void {
  policy(scope, `${workload.name}-to-${whom}`, workload, { policyTypes: ['Egress'], egress: [{ ports: tcp(ports) }] });
}

/** Lets a workload call everything. */
export function allowToEverything(scope: Construct, workload: AddonWorkload): void {
  policy(scope, `${workload.name}-to-everything`, workload, { policyTypes: ['Egress'], egress: [{}] });
}

/** Lets one addon call ports of another, on both sides. */
export function connect(scope: Construct, caller: AddonWorkload, called: AddonWorkload, ports: readonly number[]): void {
  allowTo(scope, caller, called.name, { namespace: called.namespace.name, labels: called.labels }, ports);
  allowFrom(scope, called, caller.name, { namespace: caller.namespace.name, labels: caller.labels }, ports);
}

/** Ports under which API servers are found: of their Service, and behind it; 8443 is minikube's, 16443 that of MicroK8s. */
export const API_SERVER_PORTS = [443, 6443, 8443, 16443] as const;
