import { isDeepStrictEqual } from 'node:util';
import { App } from 'cdk8s';
import { Bookinfo, type BookinfoChoice, IngressGateway, IstioControlPlane, Stages } from '../../lib';
import { BOOKINFO_CATALOGUE } from '../../lib/apps/bookinfo/catalogue';
import { Mesh, objectsOf } from '../../lib/model';
import { compareMeshes } from '../../lib/report';
import { type Request, type RequestHeaders, Simulator } from '../../lib/simulation';

jest.setTimeout(120_000);

function bookshop(choice: BookinfoChoice): Mesh {
  const app = new App();
  const stages = new Stages(app);
  const controlPlane = new IstioControlPlane(stages.controlPlane, 'istio', { profile: 'demo' });
  const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane });
  new Bookinfo(stages.apps, 'bookinfo', { controlPlane, ingress, traffic: stages.traffic, ...choice });
  return new Mesh(objectsOf(app));
}

const PLAIN = bookshop({});
const PAGE = { workload: 'productpage-v1.bookinfo' };
const host = (name: string) => `${name}.bookinfo.svc.cluster.local`;
const USERS: readonly RequestHeaders[] = [{}, { 'end-user': 'jason' }, { 'end-user': 'ann' }];
const ASKED: readonly Request[] = ['reviews', 'ratings', 'details'].flatMap((name) =>
  USERS.flatMap((headers) =>
    ['/', `/${name}/1`].map((path) => ({ from: PAGE, scheme: 'http' as const, host: host(name), port: 9080, path, headers })),
  ),
);

const SAMPLES = Object.entries(BOOKINFO_CATALOGUE).filter(
  ([name]) => name.startsWith('networking/') && !/certmanager/.test(name),
) as readonly [string, BookinfoChoice][];

test.each(SAMPLES)('%s: each difference is claimed, and no other', (_, choice) => {
  const changed = bookshop(choice);
  for (const [before, after] of [
    [PLAIN, changed],
    [changed, PLAIN],
  ] as const) {
    const { traffic } = compareMeshes(before, after);
    const [was, is] = [new Simulator(before), new Simulator(after)];
    for (const request of ASKED) {
      const [{ why: _old, ...old }, { why: _now, ...now }] = [was.ask(request), is.ask(request)];
      const claims = traffic.filter(({ callers, covers }) => callers.includes(PAGE.workload) && covers(request));
      expect([request, claims.length > 0]).toEqual([request, !isDeepStrictEqual(old, now)]);
    }
  }
});

test('the sample that the reviewer knows', () => {
  const { traffic } = compareMeshes(bookshop({ reviews: 'v1' }), bookshop({ reviews: 'test-v2' }));
  expect(traffic.map(({ sentence }) => sentence)).toEqual(['reviews: requests with end-user jason go to v2 instead of v1']);
});
