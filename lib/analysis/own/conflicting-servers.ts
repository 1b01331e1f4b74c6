import { isHttp, isTls } from '../../admission/protocol';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type PlacedServer, type ServerSpec, serversByProxy } from './servers-by-proxy';

const isPlain = ({ tls, port }: ServerSpec) =>
  tls?.httpsRedirect === true || (tls === undefined && !isTls(port?.protocol?.toUpperCase() ?? ''));
const takesHttp = ({ port }: ServerSpec) => isHttp(port?.protocol?.toUpperCase() ?? '');

function* find(mesh: Mesh): Iterable<Report> {
  const reported = new Set<ServerSpec>();
  for (const servers of serversByProxy(mesh).values()) {
    const first = new Map<string, PlacedServer>();
    for (const placed of servers) {
      const { on, index, spec } = placed;
      if (!isPlain(spec)) continue;
      const key = `${spec.port?.number} ${spec.bind ?? ''}`;
      const owner = first.get(key);
      if (owner === undefined) {
        first.set(key, placed);
        continue;
      }
      if ((takesHttp(spec) && takesHttp(owner.spec)) || reported.has(spec)) continue;
      reported.add(spec);
      const protocol = owner.spec.port?.protocol;
      yield {
        on,
        field: `spec.servers[${index}].port`,
        problem: `is taken for ${protocol} by servers[${owner.index}] of Gateway ${owner.on.namespace}/${owner.on.name}, so that this server is left out`,
        got: spec.port,
      };
    }
  }
}

export const conflictingServers: Rule = {
  code: 'MESH0303',
  level: 'error',
  title: 'Server of a gateway that is left out for its port',
  explanation:
    'A port of a gateway without TLS is either for HTTP, and then any number of servers share it, or for the connections of one server. Of two servers that do not go together istiod takes the older one and leaves the other out.',
  fix: 'give the server a port of its own',
  find,
};
