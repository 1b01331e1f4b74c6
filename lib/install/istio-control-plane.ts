import { Construct } from 'constructs';
import { emit } from '../core/emit';
import type { Manifest } from '../core/manifest';
import { refuse } from '../core/problem';
import type { ProviderRef, ProviderUse } from '../networking/provider-reference';
import { baseManifests } from './base';
import { type Choices, choiceProblems } from './chart-layers';
import { asDelivered } from './delivered';
import { providerNamed } from './extension-providers/named-provider';
import { type Injector, injectionLabelsFor } from './injector';
import { controlPlaneProblems, propsProblems, unsharedProblems } from './istio-control-plane-problems';
import type { IstioControlPlaneProps } from './istio-control-plane-props';
import { istiodManifests } from './istiod';
import { withLateMeshConfig } from './istiod/late-mesh-config';
import { runsHere } from './istiod/placement';
import { valuesConfigMap } from './istiod/values-config';
import { CONTROL_PLANE_PROPS } from './kinds/control-plane-props';
import { unknownNames } from './kinds/unknown-names';
import { revisionLabel } from './labels';
import { PROFILES } from './profiles';
import { choicesOf, resolveComponents, resolveValues } from './resolve-values';
import { revisionTag } from './revision-tag';
import { answersOf, answerTo } from './revisions';
import { claim, emitterOf } from './shared-objects';
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
 * `values`, in which those leave a copy of what the user wrote, is left out unless it is asked for. Of several in one program the first
 * one emits what they share.
 */
export class IstioControlPlane extends Construct implements Injector {
  /** Namespace of the control plane. */
  readonly namespace: string;
  /** Name of this control plane among several; `''` for the only or default one. */
  readonly revision: string;
  /** Every value of the charts, resolved. */
  readonly values: IstiodValues;
  /** Profile, platform and compatibility version, on which the defaults of all charts depend. */
  readonly choices: Choices;
  /** Whether pods that ask for a sidecar get one from this control plane. */
  readonly injects: boolean;
  /** Labels of a namespace whose pods get sidecars from this control plane. */
  readonly injectionLabels: Readonly<Record<string, string>>;
  /** The values of the label `istio.io/rev` that lead to this control plane. */
  readonly answersTo: readonly string[];

  /** @throws InvalidProps with everything that cannot be right in the props */
  constructor(scope: Construct, id: string, props: IstioControlPlaneProps = {}) {
    super(scope, id);
    refuse(this.node.path, [...unknownNames(CONTROL_PLANE_PROPS, props), ...choiceProblems(choicesOf(props))]);
    this.choices = choicesOf(props);
    this.values = resolveValues(asDelivered(this, props));
    refuse(this.node.path, [...propsProblems(props, this.values), ...controlPlaneProblems(this.values)]);
    this.namespace = this.values.global.istioNamespace;
    this.revision = this.values.revision;

    const others = emitterOf('base', this);
    const { base, pilot } = resolveComponents(props.components, PROFILES[this.choices.profile ?? 'default']);
    const emitsBase = base && (others === undefined || props.components?.base?.enabled === true);
    if (!emitsBase) refuse(this.node.path, unsharedProblems(props, others));

    this.injects = pilot && !(runsHere(this.values) && this.values.global.omitSidecarInjectorConfigMap);
    this.injectionLabels = injectionLabelsFor(this.revision);
    this.answersTo = [revisionLabel(this.revision), ...this.values.revisionTags];
    if (pilot) answerTo(this, answersOf(this.values));

    this.emitNamespace((props.createNamespace ?? true) && (base || pilot));
    const shared = emitsBase ? baseManifests(this.values) : [];
    if (emitsBase) claim('base', this);
    if (shared.some(isCrd)) emit(new Construct(props.crds ?? this, 'istio-crds'), shared.filter(isCrd));
    const own = pilot ? istiodManifests(this.values) : [];
    emit(this, [...shared.filter((manifest) => !isCrd(manifest)), ...withLateMeshConfig(this, this.values, own)]);
    const inNamespaces = this.values.global.resourceScope !== 'cluster';
    if (pilot && inNamespaces && props.valuesConfigMap === true) emit(this, [valuesConfigMap(this.values)]);
  }

  /**
   * A tag of this control plane, for namespaces and gateways that are to move on with it.
   * @throws InvalidProps when `revisionTags` does not have it
   */
  tag(name: string): Injector {
    return revisionTag(this, name);
  }

  /**
   * A provider that the control plane has beside those that the program defines by constructs: `prometheus` for metrics and `envoy` for
   * access logs are there by themselves, others stand in `meshConfig.extensionProviders` or in that of the profile.
   * @throws InvalidProps when it has none of that name, or one for something else
   */
  provider<Use extends ProviderUse>(use: Use, name: string): ProviderRef<Use> {
    return providerNamed(this, this.values, use, name);
  }

  private emitNamespace(wanted: boolean): void {
    const shared = `Namespace ${this.namespace}`;
    if (!wanted || this.values.global.resourceScope === 'namespace' || emitterOf(shared, this) !== undefined) return;
    claim(shared, this);
    emit(this, [namespaceObject(this.values)]);
  }
}
