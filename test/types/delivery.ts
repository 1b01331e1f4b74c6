import { Duration } from 'cdk8s';
import { MeshApp } from '../../lib';

const repository = 'https://git.example.com/team/mesh.git';
const source = { kind: 'GitRepository', name: 'flux-system' } as const;

new MeshApp({ layout: 'file-per-object', delivery: { by: 'kubectl', timeout: Duration.minutes(2) } });
new MeshApp({ delivery: { by: 'kustomize', name: 'shop' } });
new MeshApp({ delivery: { by: 'argo-cd', repository, applications: 'per-stage' } });
new MeshApp({ delivery: { by: 'flux', source } });

// @ts-expect-error no such layout
new MeshApp({ layout: 'file-per-resource' });

// @ts-expect-error no such way
new MeshApp({ delivery: { by: 'helm' } });

// @ts-expect-error a way is an object
new MeshApp({ delivery: 'kubectl' });

// @ts-expect-error the layout says it
new MeshApp({ yamlOutputType: 1 });

// @ts-expect-error Argo CD needs a repository
new MeshApp({ delivery: { by: 'argo-cd' } });

// @ts-expect-error Flux needs a repository or a source
new MeshApp({ delivery: { by: 'flux' } });

// @ts-expect-error and not both
new MeshApp({ delivery: { by: 'flux', repository, source } });

// @ts-expect-error the source has its own branch
new MeshApp({ delivery: { by: 'flux', source, branch: 'main' } });

// @ts-expect-error no such source
new MeshApp({ delivery: { by: 'flux', source: { kind: 'HelmRepository', name: 'charts' } } });

// @ts-expect-error kubectl reads this folder
new MeshApp({ delivery: { by: 'kubectl', repository } });

// @ts-expect-error a Duration
new MeshApp({ delivery: { by: 'kubectl', timeout: '5m' } });

// @ts-expect-error one or per-stage
new MeshApp({ delivery: { by: 'argo-cd', repository, applications: 3 } });
