import type { Construct } from 'constructs';
import { ProxyConfig as Api, type ProxyConfigSpec } from '../../imports/networking.istio.io';
import { proxyConfigProblems } from '../admission/proxy-config';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { WorkloadSelector } from '../core/workload-selector';
import { Workload } from './workload';

/** The image of a proxy, beside its hub and version. */
export interface ProxyImage {
  /** Variant of the image: `default`, `debug`, `distroless`, or another that the hub has. @default by the values of the control plane */
  readonly imageType?: 'default' | 'debug' | 'distroless' | (string & {});
}

/** Props of a ProxyConfig. */
export interface ProxyConfigProps extends ResourceProps {
  /** The workloads that it is for, in this namespace: labels, or `Workload.of(deployment)`. @default all; in the root namespace all of the mesh */
  readonly selector?: Workload | WorkloadSelector;
  /** Worker threads of the proxy; 0 for one for each core of the machine. @default by the CPU limit of the proxy, 2 where it has none */
  readonly concurrency?: number;
  /**
   * Environment of the proxy. What begins with `ISTIO_META_` is told to istiod as well, without that beginning.
   * @default none beside those of the mesh config
   */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /** @default by the values of the control plane */
  readonly image?: ProxyImage;
}

/**
 * How the proxies of some workloads are started. It is read when a pod is made: pods that are there must be made again.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/proxy-config/
 */
export class ProxyConfig extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: ProxyConfigProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), proxyConfigProblems);
  }

  protected override check(): Problem[] {
    const { selector } = this.definition;
    return selector instanceof Workload ? selector.problems('selector', this.namespace) : [];
  }

  protected override toSpec(): Wire<ProxyConfigSpec> {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as Wire<ProxyConfigSpec>;
  }
}
