import { type Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { ApiResource, ClusterRole, ClusterRoleBinding } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { wholeNumberProblems } from '../../core/numbers';
import { type Problem, refuse } from '../../core/problem';
import { type PropNames, refuseProps } from '../../core/prop-names';
import { yamlText } from '../../core/yaml-text';
import { PROMETHEUS_IMAGE } from '../../versions';
import { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { Budget } from '../budget';
import { below } from '../context-path';
import { allowToEverything } from '../network-access';
import { Entrance, outsideUrl, type Reach } from '../reach/reach';
import { type PersistentStorage, retentionProblems, storageProblems } from '../storage';
import { rulesFile } from './recording-rules';
import { prometheusConfig } from './scrape-config';

/** Props of Prometheus. */
export interface PrometheusProps {
  /** Where it runs, which also says what mesh it watches. */
  readonly namespace: AddonsNamespace;
  /** How long measurements are kept. @default 15 days */
  readonly retention?: Duration;
  /** The disk space at which the oldest measurements go, whatever their age. @default only their age counts */
  readonly retentionSize?: Size;
  /** Its volume. @default none: measurements are gone when its pod is replaced */
  readonly storage?: PersistentStorage;
  /** Time between two questions to the same pod, in seconds: at most 120, since the rules look at rates over five minutes. @default 15 */
  readonly scrapeIntervalSeconds?: number;
  /** How people reach it. @default only from within the cluster */
  readonly reach?: Reach;
  /** @default 250 thousandths of a core, 1 GiB of memory, at most 4 GiB: enough for some hundred pods */
  readonly budget?: Budget;
}

const PORT = 9090;
const LONGEST_INTERVAL = 120;
const NOBODY = 65534;
const BUDGET: Budget = { cpuMillis: 250, memory: Size.gibibytes(1), memoryLimit: Size.gibibytes(4) };

const mebibytes = (size: Size) => size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });

/** Problems of the space that measurements may take: Prometheus needs some more for what it has not yet packed. */
function retentionSizeProblems({ retentionSize, storage }: PrometheusProps): Problem[] {
  if (retentionSize === undefined) return [];
  const got = mebibytes(retentionSize);
  const most = storage?.size === undefined ? Number.POSITIVE_INFINITY : mebibytes(storage.size);
  if (got >= 1 && got < most) return [];
  const fix = most === Number.POSITIVE_INFINITY ? 'give at least 1 MiB' : `give less than its volume holds, ${most}Mi`;
  return [{ field: 'retentionSize', problem: 'is out of range', got: `${got}Mi`, fix }];
}

const NAMES: PropNames<PrometheusProps> = {
  namespace: 'required',
  retention: 'optional',
  retentionSize: 'optional',
  storage: 'optional',
  scrapeIntervalSeconds: 'optional',
  reach: 'optional',
  budget: 'optional',
};

/**
 * Prometheus, which asks istiod, all proxies, gateways, ztunnels and CNI agents for their metrics, and each pod that is annotated for it.
 *
 * Its configuration finds them by discovery; nothing has to be named here.
 */
export class Prometheus extends Construct {
  /** Port of its pages. */
  readonly port = PORT;
  /** Address for other programs of the cluster, with the context path. */
  readonly address: string;
  /** Address for people; undefined where they do not reach it. */
  readonly url: string | undefined;
  readonly workload: AddonWorkload;
  /** Time between two questions to the same pod. */
  readonly scrapeIntervalSeconds: number;

  /** @throws InvalidProps when a path, a host, a volume or an interval is out of range, or another addon has the same host and path */
  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, storage, scrapeIntervalSeconds = 15, reach, budget = BUDGET } = props;
    refuse(this.node.path, [
      ...storageProblems('storage', storage),
      ...retentionProblems('retention', props.retention),
      ...retentionSizeProblems(props),
      ...wholeNumberProblems('scrapeIntervalSeconds', scrapeIntervalSeconds, 1, LONGEST_INTERVAL),
    ]);
    this.scrapeIntervalSeconds = scrapeIntervalSeconds;
    const path = reach?.path ?? '/';
    this.url = outsideUrl(this, reach, namespace);
    this.workload = new AddonWorkload(this, id, {
      namespace,
      image: PROMETHEUS_IMAGE,
      user: NOBODY,
      args: this.args(props),
      ports: { http: PORT },
      health: { ready: below(path, '/-/ready'), live: below(path, '/-/healthy') },
      files: {
        '/etc/prometheus': {
          'prometheus.yml': yamlText(prometheusConfig(scrapeIntervalSeconds, ['rules.yml'])),
          'rules.yml': yamlText(rulesFile),
        },
      },
      writable: { data: { path: '/prometheus', storage } },
      budget,
      keepsData: true,
      asksApiServer: true,
    });
    this.address = `${this.workload.address('http')}${path === '/' ? '' : path}`;
    this.mayDiscover();
    allowToEverything(this, this.workload); // any pod may say at which port it has metrics
    if (reach !== undefined) new Entrance(this, 'reach', reach, this.workload, PORT);
  }

  private args({ retention, retentionSize, reach }: PrometheusProps): string[] {
    const path = reach?.path ?? '/';
    return [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      `--storage.tsdb.retention.time=${retention === undefined ? '15d' : `${retention.toSeconds()}s`}`,
      ...(retentionSize === undefined ? [] : [`--storage.tsdb.retention.size=${Math.floor(mebibytes(retentionSize))}MB`]),
      `--web.external-url=${this.url ?? path}`,
      `--web.route-prefix=${path}`,
    ];
  }

  private mayDiscover(): void {
    const role = new ClusterRole(this, 'role', { metadata: { name: `${this.workload.name}-${this.workload.namespace.name}` } });
    role.allowRead(ApiResource.PODS);
    const binding = new ClusterRoleBinding(this, 'binding', { metadata: { name: role.name }, role });
    binding.addSubjects(this.workload.account);
  }
}
