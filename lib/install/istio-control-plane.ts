import { Construct } from 'constructs';
import { emit } from '../core/emit';
import type { Manifest } from '../core/manifest';
import { refuse } from '../core/problem';
import { baseManifests } from './base';
import { controlPlaneProblems, profileProblems } from './istio-control-plane-problems';
import type { IstioControlPlaneProps } from './istio-control-plane-props';
import { istiodManifests } from './istiod';
import { runsHere } from './istiod/placement';
import { PROFILES, profile } from './profiles';
import { resolveComponents, resolveValues } from './resolve-values';
import type { IstiodValues } from './values';

export type { ComponentSwitch, ComponentSwitches, IstioControlPlaneProps } from './istio-control-plane-props';

function namespaceObject({ global }: IstiodValues): Manifest {
  const labels = global.network === '' ? undefined : { 'topology.istio.io/network': global.network };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: global.istioNamespace, labels } };
}

function isCrd({ kind }: Manifest): boolean {
  return kind === 'CustomResourceDefinition';
}

/**
 * istiod, with the CRDs and the shared objects that it needs: what the official charts `base` and `istiod` install. The ConfigMap
 * `values`, in which those leave a copy of what the user wrote, is not emitted.
 */
export class IstioControlPlane extends Construct {
  /** Namespace of the control plane. */
  readonly namespace: string;
  /** Name of this control plane among several; `''` for the only or default one. */
  readonly revision: string;
  /** Every value of the charts, resolved. */
  readonly values: IstiodValues;
  /** Whether pods that ask for a sidecar get one from this control plane. */
  readonly injects: boolean;
  /** Labels of a namespace whose pods get sidecars from this control plane. */
  readonly injectionLabels: Readonly<Record<string, string>>;

  /** @throws InvalidProps with everything that cannot be right in the props */
  constructor(scope: Construct, id: string, props: IstioControlPlaneProps = {}) {
    super(scope, id);
    const { profile: name = 'default', createNamespace = true, crds = this } = props;
    refuse(this.node.path, profileProblems(name));
    const chosen = profile(name) ?? PROFILES.default;
    const components = resolveComponents(props.components, chosen);
    this.values = resolveValues(props, chosen);
    refuse(this.node.path, controlPlaneProblems(this.values));
    this.namespace = this.values.global.istioNamespace;
    this.revision = this.values.revision;
    this.injects = components.pilot && !(runsHere(this.values) && this.values.global.omitSidecarInjectorConfigMap);
    this.injectionLabels = this.revision === '' ? { 'istio-injection': 'enabled' } : { 'istio.io/rev': this.revision };

    const shared = components.base ? baseManifests(this.values) : [];
    const istiod = components.pilot ? istiodManifests(this.values) : [];
    const ownNamespace =
      createNamespace && (components.base || components.pilot) && this.values.global.resourceScope !== 'namespace';
    emit(this, ownNamespace ? [namespaceObject(this.values)] : []);
    if (shared.some(isCrd)) emit(new Construct(crds, 'istio-crds'), shared.filter(isCrd));
    emit(this, [...shared.filter((manifest) => !isCrd(manifest)), ...istiod]);
  }
}
