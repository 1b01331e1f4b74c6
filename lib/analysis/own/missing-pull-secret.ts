import type { Mesh, MeshObject } from '../../model';
import { textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { secretsOf } from '../secrets';

const PULL_SECRET = 'kubernetes.io/dockerconfigjson';
const SCHEME = /^([a-z]+):\/\//;

/** A module that a proxy fetches, and the Secret that it is fetched with. */
interface Pull {
  readonly on: MeshObject;
  readonly field: string;
  readonly secret: string;
}

function* pulls(mesh: Mesh): Iterable<Pull> {
  const modules = [
    ...mesh.of('extensions.istio.io/WasmPlugin').map((on) => ({ on, place: 'spec', module: on.spec })),
    ...mesh
      .of('extensions.istio.io/TrafficExtension')
      .flatMap((on) => (on.spec.wasm === undefined ? [] : { on, place: 'spec.wasm', module: on.spec.wasm })),
  ];
  for (const { on, place, module } of modules) {
    const { url = '', imagePullSecret = '' } = module;
    const [, scheme = 'oci'] = SCHEME.exec(url) ?? [];
    if (imagePullSecret !== '' && scheme !== 'file') yield { on, field: `${place}.imagePullSecret`, secret: imagePullSecret };
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const secrets = secretsOf(mesh);
  for (const { on, field, secret: got } of pulls(mesh)) {
    const name = got.split('/').at(-1) ?? '';
    if (!secrets.has(`${on.namespace}/${name}`)) {
      yield { on, field, problem: `is no Secret of namespace ${on.namespace} that the manifests make`, got };
      continue;
    }
    const secret = mesh.find('/Secret', on.namespace, name);
    if (secret === undefined || secret.manifest.type === PULL_SECRET) continue;
    const type = textOf(secret.manifest.type) ?? 'Opaque';
    yield { on, field, problem: `is a Secret of the type ${type}`, got, fix: `give it the type ${PULL_SECRET}` };
  }
}

export const missingPullSecret: Rule = {
  code: 'MESH0806',
  level: 'warning',
  title: 'Module without the Secret that it is fetched with',
  explanation:
    'A WasmPlugin or a TrafficExtension fetches its module with a Secret that no manifest makes in its namespace, or that is of another type than kubernetes.io/dockerconfigjson. The proxies get no module then, also where the registry would not ask for the Secret: requests fail, or go without it where failStrategy is FAIL_OPEN.',
  fix: 'put the Secret, or what makes it, into the namespace of the object',
  find,
};
