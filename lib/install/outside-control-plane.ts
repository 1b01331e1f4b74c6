import { Construct } from 'constructs';
import { refuse } from '../core/problem';
import { choiceProblems } from './chart-layers';
import { type Injector, injectionLabelsFor } from './injector';
import { controlPlaneProblems } from './istio-control-plane-problems';
import type { IstioControlPlaneProps } from './istio-control-plane-props';
import { CONTROL_PLANE_PROPS } from './kinds/control-plane-props';
import { unknownNames } from './kinds/unknown-names';
import { revisionLabel } from './labels';
import { choicesOf, resolveValues } from './resolve-values';
import { revisionTag } from './revision-tag';
import { answersOf, answerTo } from './revisions';
import type { IstiodValues } from './values';

/** What is known of a control plane that another program emits: any of its props, above all namespace, revision and revisionTags. */
export interface OutsideControlPlaneProps
  extends Omit<IstioControlPlaneProps, 'components' | 'createNamespace' | 'crds' | 'valuesConfigMap'> {}

/**
 * A control plane that is in the cluster, but not emitted here: for namespaces and gateways of this program that belong to it. That it
 * is there, and answers to these names, is not checked.
 */
export class OutsideControlPlane extends Construct implements Injector {
  readonly namespace: string;
  readonly revision: string;
  readonly values: IstiodValues;
  readonly injects = true;
  readonly injectionLabels: Readonly<Record<string, string>>;
  readonly answersTo: readonly string[];

  /** @throws InvalidProps with everything that cannot be right in the props */
  constructor(scope: Construct, id: string, props: OutsideControlPlaneProps = {}) {
    super(scope, id);
    refuse(this.node.path, [...unknownNames(CONTROL_PLANE_PROPS, props), ...choiceProblems(choicesOf(props))]);
    this.values = resolveValues(props);
    refuse(this.node.path, controlPlaneProblems(this.values));
    this.namespace = this.values.global.istioNamespace;
    this.revision = this.values.revision;
    this.injectionLabels = injectionLabelsFor(this.revision);
    this.answersTo = [revisionLabel(this.revision), ...this.values.revisionTags];
    answerTo(this, answersOf(this.values));
  }

  /**
   * A tag of this control plane, for namespaces and gateways that are to move on with it.
   * @throws InvalidProps when `revisionTags` does not have it
   */
  tag(name: string): Injector {
    return revisionTag(this, name);
  }
}
