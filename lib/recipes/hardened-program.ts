import type { Manifest } from '../core/manifest';

/** A program that runs in pods of its own behind a Service: as nobody in particular, and without a file system to write to. */
export interface HardenedProgram {
  /** Of all objects. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly image: string;
  /** Number of a user that the image has. */
  readonly user: number;
  readonly replicas: number;
  /** @default that of the image */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Numbers by name, in the pod and in the Service. The name begins with the protocol. */
  readonly ports: Readonly<Record<string, number>>;
  /** When the program is ready, as Kubernetes writes it. */
  readonly ready: object;
  /** What it takes, and the most memory that it may have. */
  readonly resources: { readonly cpu: string; readonly memory: string; readonly limit: string };
  /** Annotations of the pods. @default none */
  readonly podAnnotations?: unknown;
  /** ConfigMap whose entries are files in a folder. @default none */
  readonly files?: { readonly configMap: string; readonly folder: string };
}

function containerOf({ name, image, command, args, env = {}, ports, ready, resources, files }: HardenedProgram): object {
  const { cpu, memory, limit } = resources;
  return {
    name,
    image,
    command,
    args,
    env: Object.entries(env).map(([variable, value]) => ({ name: variable, value })),
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
    readinessProbe: ready,
    resources: { requests: { cpu, memory }, limits: { memory: limit } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(files && { volumeMounts: [{ name: 'files', mountPath: files.folder, readOnly: true }] }),
  };
}

/** The Deployment and the Service of a program. Its pods fulfil the Pod Security Standard `restricted`. */
export function hardenedProgram(program: HardenedProgram): Manifest[] {
  const { name, namespace, user, replicas, ports, podAnnotations, files } = program;
  const labels = { app: name };
  const metadata = { name, ...(namespace !== undefined && { namespace }), labels };
  const spec = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [containerOf(program)],
    ...(files && { volumes: [{ name: 'files', configMap: { name: files.configMap } }] }),
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels, ...(podAnnotations !== undefined && { annotations: podAnnotations }) }, spec },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number })) },
    },
  ];
}
