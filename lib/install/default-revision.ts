import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { defaultRevisionManifests } from './default';
import { type Injector, injectionLabelsFor } from './injector';
import { IstioControlPlane } from './istio-control-plane';
import { answerTo } from './revisions';
import { emitterOf } from './shared-objects';
import type { IstiodValues } from './values';

/** Props of a DefaultRevision. */
export interface DefaultRevisionProps {
  /** The control plane to which everything goes that names none. */
  readonly controlPlane: IstioControlPlane;
}

function problems(construct: Construct, { revision, node, injects }: IstioControlPlane): Problem[] {
  const found: Problem[] = [];
  if (revision === '') {
    const problem = 'has no revision, so everything that names none goes to it anyway';
    found.push({ field: 'controlPlane', problem, got: node.path, fix: 'remove this, or give the control plane a revision' });
  } else if (!injects) {
    const fix = 'use one that injects';
    found.push({ field: 'controlPlane', problem: 'injects nothing', got: node.path, fix });
  }
  const shared = emitterOf('base', construct);
  if (shared instanceof IstioControlPlane && shared.values.defaultRevision !== '') {
    found.push({
      field: 'defaultRevision',
      problem: `of ${shared.node.path} makes another ValidatingWebhookConfiguration istiod-default-validator`,
      got: shared.values.defaultRevision,
      fix: "set it to ''",
    });
  }
  return found;
}

const NAMES: PropNames<DefaultRevisionProps> = { controlPlane: 'required' };

/**
 * The default revision: namespaces with `istio-injection: enabled`, pods that ask for a sidecar, and configuration, all without a
 * revision, go to the control plane. What the official chart `default` installs; to move it, name another control plane.
 */
export class DefaultRevision extends Construct implements Injector {
  readonly namespace: string;
  readonly revision = 'default';
  readonly values: IstiodValues;
  readonly injects: boolean;
  readonly injectionLabels = injectionLabelsFor('default');
  readonly answersTo: readonly string[];

  /** @throws InvalidProps when the control plane has no revision, or another object of the program takes the place */
  constructor(scope: Construct, id: string, props: DefaultRevisionProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { controlPlane } = props;
    refuse(this.node.path, problems(this, controlPlane));
    this.namespace = controlPlane.namespace;
    this.values = controlPlane.values;
    this.injects = controlPlane.injects;
    this.answersTo = [this.revision, ...controlPlane.answersTo];
    answerTo(this, [{ name: this.revision, field: 'the default revision' }]);
    emit(this, defaultRevisionManifests(this.values));
  }
}
