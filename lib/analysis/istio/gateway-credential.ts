import { X509Certificate } from 'node:crypto';
import type { Mesh, MeshObject } from '../../model';
import { mapOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';

const PAIRS = [
  ['cert', 'key'],
  ['tls.crt', 'tls.key'],
] as const;

const PEM = /-----BEGIN ([^-\n]*)-----\r?\n([\s\S]*?)-----END \1-----/;

/** The values of a Secret as the cluster keeps them: what is in stringData takes the place of what is in data. */
function valuesOf({ manifest }: MeshObject): ReadonlyMap<string, Buffer> {
  const { data, stringData } = manifest;
  const texts = (map: unknown) =>
    Object.entries(mapOf(map)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map([
    ...texts(data).map(([key, text]): [string, Buffer] => [key, Buffer.from(text, 'base64')]),
    ...texts(stringData).map(([key, text]): [string, Buffer] => [key, Buffer.from(text)]),
  ]);
}

/** What is wrong with the certificate of a Secret; undefined for one that a gateway can use. */
function certificateProblem(secret: MeshObject, now: number): string | undefined {
  const values = valuesOf(secret);
  const pair = PAIRS.find((keys) => keys.every((key) => (values.get(key)?.length ?? 0) > 0));
  if (pair === undefined) return 'has neither tls.crt and tls.key nor cert and key';
  const [, , base64] = PEM.exec(values.get(pair[0])?.toString('latin1') ?? '') ?? [];
  if (base64 === undefined) return `has no PEM certificate in ${pair[0]}`;
  try {
    const { validFrom, validTo } = new X509Certificate(Buffer.from(base64, 'base64'));
    if (now > Date.parse(validTo)) return `has a certificate that ended on ${validTo}`;
    return now < Date.parse(validFrom) ? `has a certificate that begins on ${validFrom}` : undefined;
  } catch {
    return `has no certificate in ${pair[0]}`;
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const problems = new Map<MeshObject, string | undefined>();
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const [pod] = mesh.workloadsWith(on.spec.selector ?? {});
    if (pod === undefined) continue;
    for (const [i, { tls }] of (on.spec.servers ?? []).entries()) {
      const credential = tls?.credentialName ?? '';
      const slash = credential.indexOf('/');
      const namespace = slash < 0 ? pod.namespace : credential.slice(0, slash);
      const secret = credential === '' ? undefined : mesh.find('/Secret', namespace, credential.slice(slash + 1));
      if (secret === undefined) continue;
      if (!problems.has(secret)) problems.set(secret, certificateProblem(secret, Date.now()));
      const problem = problems.get(secret);
      if (problem === undefined) continue;
      yield { on, field: `spec.servers[${i}].tls.credentialName`, problem: `is a Secret that ${problem}`, got: credential };
    }
  }
}

export const gatewayCredential: Rule = {
  code: 'IST0161',
  level: 'error',
  title: 'Gateway with a certificate that is none, or that has ended',
  explanation:
    'The Secret that a server of a Gateway names holds no certificate with its key, or one that is not valid today. The gateway refuses connections to the hosts of the server, or clients do.',
  fix: 'put a certificate that is valid, and its key, into the Secret as tls.crt and tls.key',
  find,
};
