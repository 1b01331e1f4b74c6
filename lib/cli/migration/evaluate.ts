import { ApiObject, App, JsonPatch } from 'cdk8s';
import type { Manifest } from '../../core/manifest';
import { Stages } from '../../delivery/stages';
import { EgressGateway } from '../../install/egress-gateway';
import { IngressGateway } from '../../install/ingress-gateway';
import { IstioCni } from '../../install/istio-cni';
import { IstioControlPlane } from '../../install/istio-control-plane';
import { Ztunnel } from '../../install/istio-ztunnel';

/** What a program may import. */
const EXPORTS = { ApiObject, EgressGateway, IngressGateway, IstioCni, IstioControlPlane, JsonPatch, Stages, Ztunnel };

const IMPORT = /^import \{ ([^}]*) \} from '[^']*';\n/gm;

/**
 * Runs the text of a program, without writing anything.
 * @param more what else it may import; its mistakes are then looked for as well
 * @returns all its objects
 * @throws InvalidProps, or whatever else the program throws
 */
export function evaluate(text: string, more?: Readonly<Record<string, unknown>>): Manifest[] {
  const objects: Manifest[] = [];

  class Recorded extends App {
    constructor() {
      super({ outdir: '/nonexistent' });
    }

    override synth(): void {
      const mistakes = more === undefined ? [] : this.node.findAll().flatMap((construct) => construct.node.validate());
      if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
      objects.push(...this.charts.flatMap((chart) => chart.toJson() as Manifest[]));
    }
  }

  const known: Readonly<Record<string, unknown>> = { ...EXPORTS, ...more, App: Recorded };
  const names = [...text.matchAll(IMPORT)].flatMap(([, list = '']) => list.split(', '));
  new Function(...names, text.replaceAll(IMPORT, '').replaceAll('null as never', 'null'))(...names.map((name) => known[name]));
  return objects;
}
