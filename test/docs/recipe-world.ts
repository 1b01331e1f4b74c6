import { App, Chart, Yaml } from 'cdk8s';
import { EgressGateway, IngressGateway, IstioControlPlane } from '../../lib';

/** What a program of a page of recipes finds when it begins. */
export class RecipeWorld {
  private readonly app = new App({ outdir: '/nonexistent' });
  /** The chart that the page shows. */
  readonly chart = new Chart(this.app, 'shop', { namespace: 'shop' });
  private mesh: Chart | undefined;
  private istio: IstioControlPlane | undefined;

  get controlPlane(): IstioControlPlane {
    this.mesh ??= new Chart(this.app, 'mesh');
    this.istio ??= new IstioControlPlane(this.mesh, 'istio');
    return this.istio;
  }

  get ingress(): IngressGateway {
    const { controlPlane } = this;
    return new IngressGateway(this.mesh!, 'istio-ingressgateway', { controlPlane });
  }

  get egress(): EgressGateway {
    const { controlPlane } = this;
    return new EgressGateway(this.mesh!, 'istio-egressgateway', { controlPlane });
  }

  /** What the chart prints. */
  print(): string {
    const problems = this.app.node.findAll().flatMap(({ node }) => node.validate());
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return Yaml.stringify(...this.chart.toJson());
  }
}

/** What a program prints, or how it fails. */
export interface Printed {
  readonly yaml?: string;
  readonly error?: string;
}

function run(program: (world: RecipeWorld) => void): Printed {
  const world = new RecipeWorld();
  try {
    program(world);
    return { yaml: world.print() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Runs programs, and writes as JSON what each prints. */
export function runAll(programs: Readonly<Record<string, (world: RecipeWorld) => void>>): void {
  const printed = Object.entries(programs).map(([id, program]) => [id, run(program)]);
  process.stdout.write(JSON.stringify(Object.fromEntries(printed)));
}
