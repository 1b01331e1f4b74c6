import { analyze, type Finding, messageOf } from '../../../lib/analysis';
import { Mesh, readObjects } from '../../../lib/model';
import { samples } from './samples';

/** What we find in samples that work, and Istio does not. */
interface IntendedFinding {
  readonly code: string;
  readonly file: RegExp;
  readonly reason: string;
}

const INTENDED: readonly IntendedFinding[] = [
  {
    code: 'MESH0601',
    file: /^open-telemetry\/(loki|tracing)\/telemetry\.yaml$/,
    reason: 'a warning, as the mesh configuration that defines the provider is in another file',
  },
  {
    code: 'KIA0701',
    file: /^(grpc-echo\/grpc-echo|open-telemetry\/otel)\.yaml$/,
    reason: 'Kiali says it too: the containers list other ports than the one to which the Service sends',
  },
  {
    code: 'KIA1402',
    file: /^(\w+(-echo)?\/gateway-api|ambient-argo\/application)\//,
    reason: 'the Services are in another file',
  },
  {
    code: 'MESH0404',
    file: /^(bookinfo\/gateway-api|ambient-argo\/application)\//,
    reason: 'the Services are in another file',
  },
  {
    code: 'KIA0004',
    file: /^(bookinfo\/policy\/productpage_envoy_ratelimit|ratelimit\/local-rate-limit-service)\.yaml$/,
    reason: 'the pods are in another file',
  },
  {
    code: 'KIA1401',
    file: /^(helloworld|tcp-echo)\/gateway-api\//,
    reason: 'the Gateway is in another file',
  },
];

const isOwn = ({ code }: Finding) => !code.startsWith('IST');

/** Compares what only we find in each of Istio's samples with what is known. Returns how much is wrong. */
export function compareOwnCodes(): number {
  const needed = new Set<IntendedFinding>();
  let wrong = 0;
  for (const [{ files }, place] of samples().meshes) {
    if (place.endsWith('/')) continue;
    for (const finding of analyze(new Mesh(files.flatMap(({ name, text }) => readObjects(text, name)))).filter(isOwn)) {
      const intended = INTENDED.find(({ code, file }) => code === finding.code && file.test(place));
      if (intended !== undefined) needed.add(intended);
      else {
        wrong++;
        console.log(`found in a sample of Istio alone: ${place}: ${finding.code} ${finding.level}: ${messageOf(finding)}`);
      }
    }
  }
  for (const intended of INTENDED) {
    const { code, file, reason } = intended;
    console.log(
      `${needed.has(intended) ? 'found in samples of Istio' : 'never needed, remove it'}: ${code} in ${file.source}: ${reason}`,
    );
  }
  return wrong + INTENDED.length - needed.size;
}
