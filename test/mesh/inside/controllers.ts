import type { Cluster } from './cluster';
import { type Instructions, program } from './instructions';
import { NODE } from './layout';
import type { Servers } from './servers';

/** No node-lifecycle: it would miss the heartbeats of a kubelet. */
const CONTROLLERS = [
  'daemonset',
  'deployment',
  'endpoints',
  'endpointslice',
  'endpointslice-mirroring',
  'garbage-collector',
  'job',
  'namespace',
  'replicaset',
  'root-ca-certificate-publisher',
  'serviceaccount',
  'statefulset',
].map((name) => `${name}-controller`);

/** What acts on the objects in the API server: controllers, scheduler, and the addresses of Services. */
export function startControllers(instructions: Instructions, cluster: Cluster, servers: Servers): void {
  const start = (name: string, args: readonly string[]) =>
    servers.start(name, program(instructions, name), [`--kubeconfig=${cluster.kubeconfig}`, ...args]);
  start('kube-controller-manager', [
    '--leader-elect=false',
    `--service-account-private-key-file=${cluster.accountKey}`,
    `--root-ca-file=${cluster.certificate}`,
    '--endpointslice-updates-batch-period=0s',
    '--kube-api-qps=200',
    '--kube-api-burst=400',
    `--controllers=${CONTROLLERS.join(',')}`,
  ]);
  start('kube-scheduler', ['--leader-elect=false']);
  start('kube-proxy', [
    '--proxy-mode=iptables',
    `--hostname-override=${NODE.name}`,
    `--cluster-cidr=${NODE.podNetwork}`,
    '--conntrack-max-per-core=0',
    '--iptables-min-sync-period=0s',
  ]);
}
