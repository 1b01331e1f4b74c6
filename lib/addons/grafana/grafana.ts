import { Size } from 'cdk8s';
import { EnvValue, type ISecret } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { refuse } from '../../core/problem';
import { type PropNames, refuseProps } from '../../core/prop-names';
import { yamlText } from '../../core/yaml-text';
import { GRAFANA_IMAGE } from '../../versions';
import { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { Budget } from '../budget';
import { below } from '../context-path';
import type { Jaeger } from '../jaeger/jaeger';
import { connect } from '../network-access';
import type { Prometheus } from '../prometheus/prometheus';
import { Entrance, outsideUrl, type Reach } from '../reach/reach';
import { type PersistentStorage, storageProblems } from '../storage';
import { JAEGER_SOURCE, PROMETHEUS_SOURCE } from './data-sources';

/** Props of Grafana. */
export interface GrafanaProps {
  /** Where it runs. */
  readonly namespace: AddonsNamespace;
  /** Where the measurements come from. */
  readonly prometheus: Prometheus;
  /** Where traces come from. @default it shows none */
  readonly jaeger?: Jaeger;
  /** Secret with the entries `username` and `password` of the one who may change dashboards. @default nobody may */
  readonly admin?: ISecret;
  /** Whether people see the dashboards without a login. @default only where there is no `admin` */
  readonly anonymous?: boolean;
  /** A volume for dashboards that people make. @default none: they are gone when the pod is replaced */
  readonly storage?: PersistentStorage;
  /** How people reach it. @default only from within the cluster */
  readonly reach?: Reach;
  /** @default 100 thousandths of a core, 256 MiB of memory, at most 512 MiB */
  readonly budget?: Budget;
}

const PORT = 3000;
const USER = 472;
const FOLDER = '/var/lib/grafana-dashboards';
const BUDGET: Budget = { cpuMillis: 100, memory: Size.mebibytes(256), memoryLimit: Size.mebibytes(512) };

const text = (value: string | boolean) => EnvValue.fromValue(String(value));

const NAMES: PropNames<GrafanaProps> = {
  namespace: 'required',
  prometheus: 'required',
  jaeger: 'optional',
  admin: 'optional',
  anonymous: 'optional',
  storage: 'optional',
  reach: 'optional',
  budget: 'optional',
};

/** Grafana with dashboards of the mesh: all of it, services, workloads, the control plane, and what it costs. */
export class Grafana extends Construct {
  /** Port of its pages. */
  readonly port = PORT;
  /** Address for other programs of the cluster, with the context path. */
  readonly address: string;
  /** Address for people; undefined where they do not reach it. */
  readonly url: string | undefined;
  readonly workload: AddonWorkload;
  /** The login of the one who may change dashboards, where Grafana shows nothing without a login. */
  readonly login: ISecret | undefined;

  /** @throws InvalidProps when a path, a host or a volume is none, or another addon has the same host and path */
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { namespace, prometheus, jaeger, admin, anonymous = admin === undefined, storage, reach, budget = BUDGET } = props;
    refuse(this.node.path, [
      ...storageProblems('storage', storage),
      ...(anonymous || admin !== undefined
        ? []
        : [{ field: 'anonymous', problem: 'lets nobody in without admin', got: anonymous, fix: 'give admin' }]),
    ]);
    this.login = anonymous ? undefined : admin;
    const path = reach?.path ?? '/';
    const health = below(path, '/api/health');
    this.url = outsideUrl(this, reach, namespace);
    this.workload = new AddonWorkload(this, id, {
      namespace,
      image: GRAFANA_IMAGE,
      user: USER,
      env: {
        GF_SERVER_HTTP_PORT: text(String(PORT)),
        GF_SERVER_ROOT_URL: text(`${this.url ?? `http://localhost:${PORT}${path === '/' ? '' : path}`}/`),
        GF_SERVER_SERVE_FROM_SUB_PATH: text(path !== '/'),
        GF_AUTH_ANONYMOUS_ENABLED: text(anonymous),
        GF_AUTH_ANONYMOUS_ORG_ROLE: text('Viewer'),
        GF_AUTH_DISABLE_LOGIN_FORM: text(admin === undefined),
        GF_AUTH_BASIC_ENABLED: text(admin !== undefined),
        ...(admin === undefined
          ? { GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: text(true) }
          : {
              GF_SECURITY_ADMIN_USER: admin.envValue('username'),
              GF_SECURITY_ADMIN_PASSWORD: admin.envValue('password'),
            }),
        GF_ANALYTICS_REPORTING_ENABLED: text(false),
        GF_ANALYTICS_CHECK_FOR_UPDATES: text(false),
        GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: text(false),
        GF_PLUGINS_PREINSTALL_DISABLED: text(true), // its data sources are built in; others would come from the internet
        ...(this.url?.startsWith('https:') && { GF_SECURITY_COOKIE_SECURE: text(true) }),
      },
      ports: { http: PORT },
      health: { ready: health, live: health },
      files: {
        '/etc/grafana/provisioning/datasources': { 'mesh.yaml': yamlText(dataSources(prometheus, jaeger)) },
        '/etc/grafana/provisioning/dashboards': { 'mesh.yaml': yamlText(DASHBOARD_FOLDER) },
        [FOLDER]: dashboardFiles(),
      },
      writable: { data: { path: '/var/lib/grafana', storage }, tmp: { path: '/tmp' } },
      budget,
      keepsData: true,
    });
    this.address = `${this.workload.address('http')}${path === '/' ? '' : path}`;
    for (const called of [prometheus, jaeger]) {
      if (called !== undefined) connect(this, this.workload, called.workload, [called.port]);
    }
    if (reach !== undefined) new Entrance(this, 'reach', reach, this.workload, PORT);
  }
}

/** Loaded here, since it takes Grafana's library, which no other part of a program needs. */
function dashboardFiles(): Record<string, string> {
  const { DASHBOARDS } = require('./dashboards') as typeof import('./dashboards');
  return Object.fromEntries(DASHBOARDS.map((dashboard) => [`${dashboard.uid}.json`, JSON.stringify(dashboard)]));
}

const DASHBOARD_FOLDER = {
  apiVersion: 1,
  providers: [{ name: 'mesh', folder: 'Mesh', type: 'file', allowUiUpdates: false, options: { path: FOLDER } }],
};

function dataSources(prometheus: Prometheus, jaeger: Jaeger | undefined): object {
  const jsonData = { timeInterval: `${prometheus.scrapeIntervalSeconds}s` }; // rates over less than some of these have no value
  const common = { access: 'proxy', editable: false };
  return {
    apiVersion: 1,
    datasources: [
      { ...PROMETHEUS_SOURCE, ...common, name: 'Prometheus', url: prometheus.address, isDefault: true, jsonData },
      ...(jaeger === undefined ? [] : [{ ...JAEGER_SOURCE, ...common, name: 'Jaeger', url: jaeger.address }]),
    ],
  };
}
