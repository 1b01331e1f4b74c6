import { Mesh } from '../../../lib/model';
import { type Outcome, type Request, Simulator } from '../../../lib/simulation';
import { sourceOf } from './observe';
import type { TestedMesh, TestedRequest } from './tested-mesh';

/** The request in the words of the simulator. */
function requestOf(
  mesh: TestedMesh,
  { proxy, scheme, host, port, path, method, authority, headers, sni, opaque }: TestedRequest,
): Request {
  const sender = mesh.proxies[proxy];
  if (sender === undefined) throw new Error(`${mesh.name}: no proxy ${proxy}`);
  const name = `${sender.madeFor ?? sender.name}.${sender.namespace}`;
  const names = new Set(headers.map(([header]) => header.toLowerCase()));
  const valuesOf = (name: string) => headers.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
  return {
    from: sender.type === 'router' ? { gateway: name } : { workload: name },
    scheme: opaque === true ? 'tcp' : scheme,
    host,
    port,
    path,
    method,
    headers: { host: authority, ...Object.fromEntries([...names].map((header) => [header, valuesOf(header)])) },
    ...(sni !== undefined && { sni }),
    sourceIp: sourceOf(sender),
  };
}

/** What the simulator says of the requests of a mesh. */
export function simulatorOf(mesh: TestedMesh): (request: TestedRequest) => Outcome {
  const read = mesh.manifests.map((manifest) => ({ manifest, source: { file: mesh.name, line: 1 } }));
  const simulator = new Simulator(new Mesh(read, { meshConfig: mesh.meshConfig }));
  return (request) => simulator.ask(requestOf(mesh, request));
}
