import { Duration, Size } from 'cdk8s';
import type { ISecret } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { LARGEST_INT32, wholeNumberProblems } from '../../core/numbers';
import type { OneShapeOf } from '../../core/one-shape-of';
import { type Problem, refuse } from '../../core/problem';
import { type PropNames, propProblems, refuseProps } from '../../core/prop-names';
import { yamlText } from '../../core/yaml-text';
import type { Telemetry } from '../../telemetry/telemetry';
import { JAEGER_IMAGE } from '../../versions';
import { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { Budget } from '../budget';
import { allowFrom, allowToAnywhere } from '../network-access';
import { Entrance, outsideUrl, type Reach } from '../reach/reach';
import { type PersistentStorage, retentionProblems, storageProblems } from '../storage';
import { traceTo } from '../trace-to';
import { portOf, urlOf } from '../url';
import { JAEGER_PORTS, jaegerConfig, type TraceBackend } from './jaeger-config';

interface InMemory {
  /** The newest traces that are kept in memory; they are gone when the pod is replaced. @default 50000 */
  readonly maxTraces?: number;
}

interface OnVolume {
  /** A volume of its own, on which traces outlive the pod. */
  readonly volume: PersistentStorage;
  /** How long traces are kept. @default 3 days */
  readonly retention?: Duration;
}

interface Outside {
  /** An Elasticsearch or OpenSearch outside of this construct. */
  readonly elasticsearch: {
    /** URLs of its nodes: `https://search.example.com:9200`. */
    readonly servers: readonly [string, ...string[]];
    /** Secret with the entries `username` and `password`. @default it asks for none */
    readonly login?: ISecret;
  };
}

/** Where Jaeger keeps traces: in memory, on a volume, or elsewhere. */
export type JaegerStorage = OneShapeOf<InMemory | OnVolume | Outside>;

/** Props of Jaeger. */
export interface JaegerProps {
  /** Where it runs, which also says what mesh it watches. */
  readonly namespace: AddonsNamespace;
  /** @default the newest 50000 traces, in memory */
  readonly storage?: JaegerStorage;
  /**
   * Whether the proxies of the mesh send their traces here, by a provider and a Telemetry that are made with it; `false` where an
   * OpenTelemetryCollector sends them on.
   * @default true
   */
  readonly traced?: boolean;
  /** The share of requests that are traced, in percent. @default 1 */
  readonly samplingPercentage?: number;
  /** The Telemetry of the mesh, where the program has one already. @default one is made */
  readonly telemetry?: Telemetry;
  /** How people reach it. @default only from within the cluster */
  readonly reach?: Reach;
  /** @default 100 thousandths of a core, 256 MiB of memory, at most 1 GiB */
  readonly budget?: Budget;
}

const USER = 10001;
const FOLDER = '/var/lib/jaeger';
const BUDGET: Budget = { cpuMillis: 100, memory: Size.mebibytes(256), memoryLimit: Size.gibibytes(1) };

const STORAGE: PropNames<JaegerStorage> = {
  maxTraces: 'optional',
  volume: 'optional',
  retention: 'optional',
  elasticsearch: 'optional',
};
const ELASTICSEARCH: PropNames<Outside['elasticsearch']> = { servers: 'required list', login: 'optional' };

function backendOf({ maxTraces = 50000, volume, retention = Duration.days(3), elasticsearch }: JaegerStorage): TraceBackend {
  if (elasticsearch !== undefined) {
    return { elasticsearch: { servers: elasticsearch.servers, signedIn: elasticsearch.login !== undefined } };
  }
  if (volume !== undefined) return { folder: FOLDER, retentionSeconds: retention.toSeconds() };
  return { memory: { maxTraces } };
}

/** Problems of the addresses of a store. */
function serverProblems({ elasticsearch }: JaegerStorage): Problem[] {
  const wrong = (elasticsearch?.servers ?? [])
    .map((got, i) => ({ got, i }))
    .filter(({ got }) => !/^https?:/.test(urlOf(got)?.protocol ?? ''));
  const fix = 'write https://<host>:<port>';
  return wrong.map(({ got, i }) => ({ field: `storage.elasticsearch.servers[${i}]`, problem: 'is not a URL', got, fix }));
}

const NAMES: PropNames<JaegerProps> = {
  namespace: 'required',
  storage: 'optional',
  traced: 'optional',
  samplingPercentage: 'optional',
  telemetry: 'optional',
  reach: 'optional',
  budget: 'optional',
};

/** Jaeger 2, which takes traces by OTLP, keeps them and shows them. */
export class Jaeger extends Construct {
  /** Port of its pages. */
  readonly port = JAEGER_PORTS.query;
  /** Address of its pages for other programs of the cluster, with the context path. */
  readonly address: string;
  /** Address for people; undefined where they do not reach it. */
  readonly url: string | undefined;
  readonly workload: AddonWorkload;
  /** Whether the proxies of the mesh send their traces to it themselves. */
  readonly traced: boolean;

  /** @throws InvalidProps when a path, a host or a volume is none, or another addon has the same host and path */
  constructor(scope: Construct, id: string, props: JaegerProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, storage = {}, reach, budget = BUDGET, traced = true } = props;
    refuse(this.node.path, [
      ...propProblems(STORAGE, storage, 'storage'),
      ...propProblems(ELASTICSEARCH, storage.elasticsearch, 'storage.elasticsearch'),
      ...storageProblems('storage.volume', storage.volume),
      ...retentionProblems('storage.retention', storage.retention),
      ...wholeNumberProblems('storage.maxTraces', storage.maxTraces, 1, LARGEST_INT32),
      ...serverProblems(storage),
    ]);
    this.traced = traced;
    const path = reach?.path ?? '/';
    const { elasticsearch, volume } = storage;
    const login = elasticsearch?.login;
    this.url = outsideUrl(this, reach, namespace);
    this.workload = new AddonWorkload(this, id, {
      namespace,
      image: JAEGER_IMAGE,
      user: USER,
      args: ['--config', '/etc/jaeger/config.yaml'],
      env: login && { STORE_USER: login.envValue('username'), STORE_PASSWORD: login.envValue('password') },
      ports: {
        'http-query': JAEGER_PORTS.query,
        'grpc-otlp': JAEGER_PORTS.otlpGrpc,
        'http-otlp': JAEGER_PORTS.otlpHttp,
        'http-metrics': JAEGER_PORTS.metrics,
      },
      health: { ready: '/status', live: '/status', port: JAEGER_PORTS.health },
      files: { '/etc/jaeger': { 'config.yaml': yamlText(jaegerConfig(backendOf(storage), path)) } },
      writable: { tmp: { path: '/tmp' }, ...(volume && { data: { path: FOLDER, storage: volume } }) },
      budget,
      keepsData: true,
    });
    this.address = `${this.workload.address('http-query')}${path === '/' ? '' : path}`;
    if (elasticsearch !== undefined)
      allowToAnywhere(this, this.workload, 'store', [...new Set(elasticsearch.servers.map(portOf))]);
    if (traced) {
      allowFrom(this, this.workload, 'the-mesh', {}, [JAEGER_PORTS.otlpGrpc, JAEGER_PORTS.otlpHttp]);
      traceTo(this, props, this.workload);
    }
    if (reach !== undefined) new Entrance(this, 'reach', reach, this.workload, JAEGER_PORTS.query);
  }
}
