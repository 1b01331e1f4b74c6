import { Duration, Size } from 'cdk8s';
import { AddonsNamespace, Grafana, Jaeger, Kiali, Prometheus } from '../../../addons';
import { PeerAuthentication } from '../../../security';
import { BadInput } from '../../../values-files/bad-input';
import { evaluate } from '../evaluate';

/**
 * Runs a program that an old values file has led to, so that none is printed that does not run.
 * @throws BadInput with what its constructs say
 */
export function runProgram(file: string, text: string): number {
  const { Secret } = require('cdk8s-plus-27') as typeof import('cdk8s-plus-27');
  try {
    return evaluate(text, { AddonsNamespace, Grafana, Jaeger, Kiali, Prometheus, PeerAuthentication, Secret, Duration, Size })
      .length;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fix = 'write what it asks for, or leave the value out';
    const problem = `leads to a program that does not run: ${error.message}`;
    throw new BadInput(file, [{ field: 'this file', problem, fix }]);
  }
}
