import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { emit } from '../../core/emit';
import { refuse } from '../../core/problem';
import { type PropNames, propProblems } from '../../core/prop-names';
import { yamlText } from '../../core/yaml-text';
import { KIALI_IMAGE } from '../../versions';
import { AddonWorkload } from '../addon-workload';
import type { AddonsNamespace } from '../addons-namespace';
import type { Budget } from '../budget';
import { below } from '../context-path';
import type { Grafana } from '../grafana/grafana';
import type { Jaeger } from '../jaeger/jaeger';
import { API_SERVER_PORTS, allowTo, allowToAnywhere, connect } from '../network-access';
import type { Prometheus } from '../prometheus/prometheus';
import { Entrance, outsideUrl, type Reach } from '../reach/reach';
import { portOf } from '../url';
import { grafanaConfig, grafanaSecrets } from './grafana-link';
import { type KialiLogin, loginConfig, loginProblems, loginSecrets } from './kiali-login';
import { kialiBinding, kialiRole } from './kiali-rights';

/** Props of Kiali. */
export interface KialiProps {
  /** Where it runs, which also says what mesh it shows. */
  readonly namespace: AddonsNamespace;
  /** Where it gets the traffic from that it shows. */
  readonly prometheus: Prometheus;
  /**
   * Where its links to dashboards lead. It finds them with the login of a Grafana that shows nothing without one, where both are in one
   * namespace.
   * @default it has none
   */
  readonly grafana?: Grafana;
  /** Where it gets traces from. @default it shows none */
  readonly jaeger?: Jaeger;
  /** Who sees it. @default anonymous */
  readonly login?: KialiLogin;
  /** Whether it only shows, and has no right to change anything. @default true */
  readonly readOnly?: boolean;
  /** How people reach it. @default only from within the cluster */
  readonly reach?: Reach;
  /** @default 50 thousandths of a core, 128 MiB of memory, at most 1 GiB: enough for some hundred workloads */
  readonly budget?: Budget;
}

const NO_PROMETHEUS = {
  problem: 'is missing; Kiali shows what Prometheus has measured',
  fix: 'give the Prometheus that watches the mesh',
};

const PORTS = { http: 20001, 'http-metrics': 9090 } as const;
const ISTIOD_PORTS = [15014] as const;
const USER = 1000;
const BUDGET: Budget = { cpuMillis: 50, memory: Size.mebibytes(128), memoryLimit: Size.gibibytes(1) };

const NAMES: PropNames<KialiProps> = {
  namespace: 'required',
  prometheus: 'required',
  grafana: 'optional',
  jaeger: 'optional',
  login: 'optional',
  readOnly: 'optional',
  reach: 'optional',
  budget: 'optional',
};

/** Kiali, which draws the mesh with its traffic, and checks its configuration. */
export class Kiali extends Construct {
  /** Address for people; undefined where they do not reach it. */
  readonly url: string | undefined;
  readonly workload: AddonWorkload;

  /** @throws InvalidProps when there is no Prometheus, a path or host is none, or another addon has the same host and path */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: KialiProps,
  ) {
    super(scope, id);
    refuse(
      this.node.path,
      propProblems(NAMES, props).map((problem) => (problem.field === 'prometheus' ? { ...problem, ...NO_PROMETHEUS } : problem)),
    );
    const { namespace, prometheus, grafana, jaeger, login = { strategy: 'anonymous' }, reach, readOnly = true } = props;
    refuse(this.node.path, loginProblems('login', login));
    const issuer = login.strategy === 'openid' ? login.issuerUri : undefined;
    const health = below(reach?.path ?? '/', '/healthz');
    this.url = outsideUrl(this, reach, namespace);
    this.workload = new AddonWorkload(this, id, {
      namespace,
      image: KIALI_IMAGE,
      user: USER,
      command: ['/opt/kiali/kiali'],
      args: ['-config', '/kiali-configuration/config.yaml'],
      ports: PORTS,
      health: { ready: health, live: health },
      files: { '/kiali-configuration': { 'config.yaml': yamlText(this.config(login)) } },
      secretFiles: { ...loginSecrets(login), ...(grafana && grafanaSecrets(grafana, namespace)) },
      budget: props.budget ?? BUDGET,
      asksApiServer: true,
    });
    const role = `${id}-${namespace.name}`;
    emit(this, [kialiRole(role, readOnly), kialiBinding(role, { name: id, namespace: namespace.name })]);
    allowToAnywhere(this, this.workload, 'api-server', API_SERVER_PORTS);
    if (issuer !== undefined) allowToAnywhere(this, this.workload, 'openid', [portOf(issuer)]);
    allowTo(this, this.workload, 'istiod', { namespace: namespace.controlPlane.namespace }, ISTIOD_PORTS);
    for (const called of [prometheus, grafana, jaeger]) {
      if (called !== undefined) connect(this, this.workload, called.workload, [called.port]);
    }
    if (reach !== undefined) new Entrance(this, 'reach', reach, this.workload, PORTS.http);
  }

  private config(login: KialiLogin): object {
    const { namespace, prometheus, grafana, jaeger, readOnly = true, reach } = this.props;
    const { controlPlane } = namespace;
    const revision = controlPlane.revision;
    return {
      auth: loginConfig(login),
      deployment: { namespace: namespace.name, instance_name: this.node.id, cluster_wide_access: true, view_only_mode: readOnly },
      external_services: {
        prometheus: { url: prometheus.address },
        grafana: grafana === undefined ? { enabled: false } : { ...linkTo(grafana), ...grafanaConfig(grafana, namespace) },
        tracing: jaeger === undefined ? { enabled: false } : { ...linkTo(jaeger), provider: 'jaeger', use_grpc: false },
        istio: {
          root_namespace: controlPlane.namespace,
          ...(revision !== '' && { istiod_deployment_name: `istiod-${revision}`, config_map_name: `istio-${revision}` }),
        },
      },
      server: {
        port: PORTS.http,
        web_root: reach?.path ?? '/',
        ...(this.url !== undefined && webAddress(new URL(this.url))),
        observability: { metrics: { enabled: true, port: PORTS['http-metrics'] } },
      },
    };
  }
}

const webAddress = ({ hostname, protocol, port }: URL) => ({
  web_fqdn: hostname,
  web_schema: protocol.slice(0, -1),
  ...(port !== '' && { web_port: port }),
});

const linkTo = ({ address, url }: { readonly address: string; readonly url: string | undefined }) => ({
  enabled: true,
  internal_url: address,
  ...(url !== undefined && { external_url: url }),
});
