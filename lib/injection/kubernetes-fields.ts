import { canonicalQuantity } from './quantity';

/** The fields of a structure of Kubernetes, in the order in which Go prints them. Not listed ones come last, as written. */
interface Shape {
  readonly [field: string]: Shape | null;
}

const KEY = { name: null, key: null, optional: null };
const SEE = { type: null, localhostProfile: null };

/** Its service is printed even where there is none. */
const GRPC = { port: null, service: null } satisfies Shape;

const ACTIONS = {
  exec: null,
  httpGet: { path: null, port: null, host: null, scheme: null, httpHeaders: { name: null, value: null } },
  tcpSocket: { port: null, host: null },
  grpc: GRPC,
  sleep: null,
} satisfies Shape;

const PROBE = {
  ...ACTIONS,
  initialDelaySeconds: null,
  timeoutSeconds: null,
  periodSeconds: null,
  successThreshold: null,
  failureThreshold: null,
  terminationGracePeriodSeconds: null,
} satisfies Shape;

const PORT = { name: null, hostPort: null, containerPort: null, protocol: null, hostIP: null } satisfies Shape;

const ENV = {
  name: null,
  value: null,
  valueFrom: {
    fieldRef: { apiVersion: null, fieldPath: null },
    resourceFieldRef: { containerName: null, resource: null, divisor: null },
    configMapKeyRef: KEY,
    secretKeyRef: KEY,
    fileKeyRef: { volumeName: null, path: null, key: null, optional: null },
  },
} satisfies Shape;

const SECURITY = {
  capabilities: { add: null, drop: null },
  privileged: null,
  seLinuxOptions: { user: null, role: null, type: null, level: null },
  windowsOptions: null,
  runAsUser: null,
  runAsGroup: null,
  runAsNonRoot: null,
  readOnlyRootFilesystem: null,
  allowPrivilegeEscalation: null,
  procMount: null,
  seccompProfile: SEE,
  appArmorProfile: SEE,
} satisfies Shape;

/** Amounts by the names of resources. */
const AMOUNTS = {} satisfies Shape;

const CONTAINER = {
  name: null,
  image: null,
  command: null,
  args: null,
  workingDir: null,
  ports: PORT,
  envFrom: { prefix: null, configMapRef: { name: null, optional: null }, secretRef: { name: null, optional: null } },
  env: ENV,
  resources: { limits: AMOUNTS, requests: AMOUNTS, claims: null },
  resizePolicy: { resourceName: null, restartPolicy: null },
  restartPolicy: null,
  restartPolicyRules: null,
  volumeMounts: {
    name: null,
    readOnly: null,
    recursiveReadOnly: null,
    mountPath: null,
    subPath: null,
    mountPropagation: null,
    subPathExpr: null,
  },
  volumeDevices: { name: null, devicePath: null },
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: { postStart: ACTIONS, preStop: ACTIONS, stopSignal: null },
  terminationMessagePath: null,
  terminationMessagePolicy: null,
  imagePullPolicy: null,
  securityContext: SECURITY,
  stdin: null,
  stdinOnce: null,
  tty: null,
} satisfies Shape;

const SHAPES = { container: CONTAINER, port: PORT, handler: ACTIONS };

/** Fields whose zero is a value like another. */
const KEEP_ZERO = new Set([
  ...['name', 'port', 'containerPort', 'fieldPath', 'key', 'mountPath', 'devicePath', 'service', 'optional'],
  ...['runAsUser', 'runAsGroup', 'runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'privileged'],
  'terminationGracePeriodSeconds',
]);

/** The structure as Go prints it: fields in the order of Kubernetes, none that is empty. Maps below keep their order. */
export function inOrder(shape: keyof typeof SHAPES, value: object): object {
  return order(SHAPES[shape], value) as object;
}

function order(shape: Shape | null, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || shape === null) return value;
  if (Array.isArray(value)) return value.map((item) => order(shape, item));
  if (shape === AMOUNTS) return amounts(value);
  const fields: Readonly<Record<string, unknown>> = shape === GRPC ? { service: null, ...value } : { ...value };
  const names = [...new Set([...Object.keys(shape), ...Object.keys(fields)])];
  const kept = names.filter((name) => fields[name] !== undefined && (KEEP_ZERO.has(name) || !isZero(fields[name])));
  return Object.fromEntries(kept.map((name) => [name, order(shape[name] ?? null, fields[name])]));
}

function amounts(value: object): object {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, amount]) => [name, canonicalQuantity(amount)]));
}

function isZero(value: unknown): boolean {
  return value === null || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}
