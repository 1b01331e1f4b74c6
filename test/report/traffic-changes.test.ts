import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Aspect, compareMeshes } from '../../lib/report';
import { aspectsKey, RequestComparison } from '../../lib/report/traffic-changes';
import { type Outcome, type Request, Simulator } from '../../lib/simulation';
import { meshOf, pairs, requests } from './random-meshes';
import '../property-seed';

jest.setTimeout(240_000);

const callerOf = ({ from }: Request) => ('workload' in from ? from.workload : from.gateway);

/** What is said of requests; of those that are denied, whatever became of them before. */
const saidOf = (aspects: readonly Aspect[]) =>
  aspects.length === 1 && aspects[0]!.after === 'are denied' ? 'denied' : aspectsKey(aspects);

/** What of an outcome requests notice, where they are let in and where they are not, for any two of them to be compared without the code that makes the report. */
function noticed(simulator: Simulator, request: Request): unknown {
  try {
    const { why: _, ambiguous: __, authorization, ...rest } = simulator.ask(request) as Outcome;
    const { outcome, status, body } = rest;
    return outcome === 'denied' ? { outcome, status, body } : { ...rest, asked: authorization?.providers ?? [] };
  } catch (error) {
    return (error as Error).message.split(',')[0];
  }
}

test('each claim is confirmed by the simulator, and each difference is claimed', () => {
  fc.assert(
    fc.property(pairs, fc.array(requests, { minLength: 40, maxLength: 40 }), ([was, is], asked) => {
      const [before, after] = [meshOf(was), meshOf(is)];
      const { traffic, incomplete } = compareMeshes(before, after);
      const [old, now] = [new Simulator(before), new Simulator(after)];
      const comparison = new RequestComparison(before, after);
      for (const { witnesses, aspects, called, covers } of traffic) {
        for (const one of witnesses) {
          const { host, port } = called.find(({ asked: name, port }) => name === one.host && port === one.port)!;
          expect(covers(one)).toBe(true);
          expect(noticed(old, one)).not.toEqual(noticed(now, one));
          expect(saidOf(comparison.aspects(one, host, port))).toBe(saidOf(aspects));
        }
      }
      if (incomplete.length > 0) return;
      for (const request of asked) {
        const differs = !isDeepStrictEqual(noticed(old, request), noticed(now, request));
        const claims = traffic.filter(({ callers, covers }) => callers.includes(callerOf(request)) && covers(request));
        const about = () => JSON.stringify({ request, was: noticed(old, request), is: noticed(now, request), claims, traffic });
        if (claims.length > 0 !== differs) throw new Error(about());
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 12), endOnFailure: true },
  );
});
