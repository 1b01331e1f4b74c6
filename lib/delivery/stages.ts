import { type App, Chart } from 'cdk8s';

/**
 * The files of the output folder in the order in which a cluster needs them. The names are fixed, so that a new stage renames no old
 * one; a stage in which nothing is put makes no file.
 */
const STAGES = {
  crds: '10-crds',
  gatewayApi: '15-gateway-api',
  controlPlane: '20-control-plane',
  gateways: '30-gateways',
  addons: '40-addons',
  apps: '50-apps',
  traffic: '60-traffic',
} as const;

/** The charts of a program: one file for each step of `kubectl apply`. */
export class Stages {
  private readonly charts = new Map<string, Chart>();

  constructor(private readonly app: App) {}

  /** The kinds of Istio, which must be known before an object of them is applied. */
  get crds(): Chart {
    return this.chart(STAGES.crds);
  }

  /** The kinds of the Gateway API, by `GatewayApi.GatewayApiCrds`, for clusters that have not got them. */
  get gatewayApi(): Chart {
    return this.chart(STAGES.gatewayApi);
  }

  /** istiod: from here on pods are injected and configuration is checked. */
  get controlPlane(): Chart {
    return this.chart(STAGES.controlPlane);
  }

  /** Pods at the edges of the mesh, which need the injector. */
  get gateways(): Chart {
    return this.chart(STAGES.gateways);
  }

  /** What watches the mesh. */
  get addons(): Chart {
    return this.chart(STAGES.addons);
  }

  /** Namespaces and workloads. */
  get apps(): Chart {
    return this.chart(STAGES.apps);
  }

  /** Rules and policies, which refer to all of the above. */
  get traffic(): Chart {
    return this.chart(STAGES.traffic);
  }

  private chart(id: string): Chart {
    const chart = this.charts.get(id) ?? new Chart(this.app, id, { disableResourceNameHashes: true });
    this.charts.set(id, chart);
    return chart;
  }
}
