import type { Labels } from '../../lib/core/labels';
import { Mesh, readObjects } from '../../lib/model';
import type { Difference } from './analysis/differences';

/** Where we say something else than Istio's analyzers, and why. */
export interface IntendedAnalysis {
  /** @default any */
  readonly code?: string;
  readonly isIt: (difference: Difference) => boolean;
  readonly reason: string;
}

/** Kinds that make pods, of which Istio's analyzers see only the pods. */
const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

function isSuppressed({ code, object }: Difference): boolean {
  const { annotations } = (object?.metadata ?? {}) as { readonly annotations?: Labels };
  const codes = annotations?.['galley.istio.io/analyze-suppress']?.split(',') ?? [];
  return codes.includes('*') || codes.includes(code);
}

const CONFLICT = /^Conflict with gateways (\S+) \(workload selector .*, port (\d+), hosts (.*)\)\.$/;

interface GatewayManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly servers?: readonly { readonly port?: { readonly number?: number }; readonly hosts?: readonly string[] }[];
  };
}

/** Whether Istio names more Gateways than we because it takes hosts for theirs that they do not have: those of the last server of a port. */
function areMoreWithoutSharedHost({ istio, ours, mesh }: Difference): boolean {
  const objects = mesh.files.flatMap(({ name, text }) => readObjects(text, name).map(({ manifest }) => manifest as unknown));
  const gateways = (objects as GatewayManifest[]).filter(({ kind }) => kind === 'Gateway');
  const withSharedHost = istio.filter(({ text }) => {
    const [, names = '', port, hosts = ''] = CONFLICT.exec(text) ?? [];
    const named = gateways.filter(({ metadata: { name, namespace = 'default' } }) =>
      names.split(',').includes(`${namespace}/${name}`),
    );
    const known = named.flatMap(
      ({ spec: { servers = [] } }) => servers.findLast((one) => one.port?.number === Number(port))?.hosts ?? [],
    );
    return hosts.split(',').some((host) => known.includes(host));
  });
  return ours < istio.length && ours === withSharedHost.length;
}

/** Whether the pods of a Gateway are in several namespaces. */
function isInSeveralNamespaces({ object, mesh }: Difference): boolean {
  const { selector = {} } = (object?.spec ?? {}) as { readonly selector?: Labels };
  const all = new Mesh(mesh.files.flatMap(({ name, text }) => readObjects(text, name)));
  return new Set(all.workloadsWith(selector).map(({ namespace }) => namespace)).size > 1;
}

/** What we say once, and Istio once for each. */
const SEVERAL: Readonly<Record<string, string>> = {
  IST0110: 'once for a Sidecar, and not once more for each further pod',
  IST0131: 'once for a match, and not once more for each further one before it that takes its requests',
  IST0138: 'once for a server, and not once more for each further Gateway with its certificate',
  IST0140: 'once for a destination, and not once more for each further VirtualService with a subset of its host',
  IST0149: 'once for a gateway, and not once more for each of its pods',
};

export const INTENDED: readonly IntendedAnalysis[] = [
  ...Object.entries(SEVERAL).map(
    ([code, reason]): IntendedAnalysis => ({
      code,
      isIt: ({ istio, ours }) => ours > 0 && ours < istio.length,
      reason,
    }),
  ),
  {
    isIt: (difference) => difference.ours === 0 && WORKLOADS.includes(difference.kind) && isSuppressed(difference),
    reason: 'what a workload says is meant is meant of its pods as well, which Istio looks at by themselves',
  },
  {
    code: 'IST0101',
    isIt: (difference) =>
      difference.kind === 'Gateway' && difference.ours > difference.istio.length && isInSeveralNamespaces(difference),
    reason:
      'Istio looks for the Secrets of a Gateway in the namespace of one of its pods, taken by chance, and we in those of all',
  },
  {
    code: 'IST0174',
    isIt: ({ object, ours }) =>
      ours === 0 && String((object?.spec as { readonly host?: string } | undefined)?.host).startsWith('*'),
    reason: 'Istio looks for a service whose own name begins with a *, and applies the rule to all services that the host covers',
  },
  {
    code: 'IST0145',
    isIt: areMoreWithoutSharedHost,
    reason: 'Istio adds the hosts of the gateways that it has looked at to those of others, and then finds them there',
  },
  {
    code: 'IST0106',
    isIt: ({ istio, refusal }) => istio.length === 0 && refusal !== '',
    reason: 'the analyzers of Istio ask no CRD; an API server that has it refuses the object all the same',
  },
  {
    code: 'IST0002',
    isIt: ({ kind, istio, ours }) => kind === 'CustomResourceDefinition' && istio.length === 0 && ours === 1,
    reason: 'Istio reads the spec of a CRD in a file into the wrong place, and so finds old kinds in a cluster alone',
  },
];
