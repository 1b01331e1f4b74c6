import type { Manifest } from '../../core/manifest';
import type { Tree } from '../../core/tree';
import type { steps } from './json-patches';
import { Code, literal } from './literal';

/** One construct of a program. */
export interface Statement {
  /** Name of the class. */
  readonly construct: string;
  /** Which stage it goes to. */
  readonly stage: 'controlPlane' | 'gateways';
  readonly id: string;
  /** Its props; those that refer to the control plane are added. */
  readonly props: Tree;
  /** What the file gives for it. */
  readonly wanted: readonly Manifest[];
  /** Whether what no prop can say may be patched into its objects. */
  readonly patchable: boolean;
}

/** A change of an object that no prop can make. */
export interface ObjectPatch {
  /** Name of the variable of its construct. */
  readonly variable: string;
  readonly object: Manifest;
  readonly steps: ReturnType<typeof steps>;
}

/** Names that a gateway may have and a variable may not. */
const TAKEN =
  /^(\d.*|app|istio|stages|default|new|in|do|if|for|case|else|enum|this|var|let|const|class|with|try|void|return|package|)$/;

/** The name of the variable of a construct. */
export function variableOf({ construct, id }: Statement): string {
  if (construct === 'IstioControlPlane') return 'istio';
  const name = id.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '');
  return TAKEN.test(name) ? `gateway${name}` : name;
}

function statementText(statement: Statement, isNamed: boolean): string {
  const { construct, stage, id, props } = statement;
  const isControlPlane = construct === 'IstioControlPlane';
  const references = isControlPlane ? { crds: new Code('stages.crds') } : { controlPlane: new Code('istio') };
  const call = `new ${construct}(stages.${stage}, ${literal(id)}, ${literal({ ...references, ...props })});`;
  return isNamed ? `const ${variableOf(statement)} = ${call}` : call;
}

function patchText({ variable, object, steps: all }: ObjectPatch): string {
  const id = `${object.kind}.${object.metadata.name}`;
  const lines = all.map(({ op, path, value }) => {
    const rest = op === 'remove' ? '' : `, ${literal(value, '  ')}`;
    return `  JsonPatch.${op}(${literal(path)}${rest}),\n`;
  });
  return `ApiObject.of(${variable}.node.findChild(${literal(id)})).addJsonPatch(\n${lines.join('')});`;
}

/** The text of a program, which is TypeScript and JavaScript alike. */
export function programText(statements: readonly Statement[], patches: readonly ObjectPatch[]): string {
  const cdk8s = patches.length === 0 ? ['App'] : ['ApiObject', 'App', 'JsonPatch'];
  const names = [...new Set([...statements.map(({ construct }) => construct), 'Stages'])].sort();
  const patched = new Set(patches.map(({ variable }) => variable));
  const made = statements.map((statement) => {
    const isNamed = patched.has(variableOf(statement)) || (statement.construct === 'IstioControlPlane' && statements.length > 1);
    return statementText(statement, isNamed);
  });
  return `import { ${cdk8s.join(', ')} } from 'cdk8s';
import { ${names.join(', ')} } from 'cdk8s-istio';

const app = new App();
const stages = new Stages(app);

${[...made, ...patches.map(patchText)].join('\n\n')}

app.synth();
`;
}
