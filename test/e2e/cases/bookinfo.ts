import { equal, ok } from 'node:assert/strict';
import { PeerAuthentication, type ReviewsRoute } from '../../../lib';
import type { Case } from '../case';
import { expectShare } from '../chance';
import { echo, type World } from '../world';

const SIGNED_IN = { 'end-user': 'jason' };
const PAGE = 'http://bookinfo.example.com/productpage';
const REVIEWS = 'http://reviews:9080/reviews/0';

interface Part {
  readonly status: number;
  readonly content: { readonly version: string; readonly ratings?: unknown; readonly author?: string };
}

interface Page {
  readonly details: Part;
  readonly reviews: Part;
}

async function page(world: World, headers: Record<string, string> = {}): Promise<Page> {
  const answer = await world.enter(PAGE, { headers });
  equal(answer.status, 200);
  return JSON.parse(answer.body) as Page;
}

/** How a way of routing spreads requests over the versions, in percent. */
function spread(reviews: ReviewsRoute, shares: Readonly<Record<string, number>>): Case {
  const total = 1000;
  return {
    name: `reviews ${reviews}: ${JSON.stringify(shares).replace(/[{}"]/g, '')}`,
    rule: { bookinfo: { reviews } },
    mutant: { bookinfo: { reviews: reviews === 'v3' ? 'v1' : 'v3' } },
    check: async (world) => {
      const answers = await world.askMany('bookinfo/productpage', REVIEWS, { times: total });
      const versions = answers.map((answer) => echo(answer).version);
      for (const version of ['v1', 'v2', 'v3']) {
        const count = versions.filter((other) => other === version).length;
        expectShare(version, count, total, shares[version] ?? 0);
      }
    },
  };
}

export const bookinfo: readonly Case[] = [
  {
    name: 'bookinfo: the page with its details, reviews and ratings, from outside',
    rule: { bookinfo: { reviews: 'v3' } },
    mutant: { bookinfo: { reviews: 'v3' }, without: ['VirtualService/bookinfo'] },
    check: async (world) => {
      const { details, reviews } = await page(world);
      equal(details.content.author, 'William Shakespeare');
      equal(reviews.content.version, 'v3');
      equal((reviews.content.ratings as { Reviewer1: number }).Reviewer1, 5);
    },
  },
  {
    name: 'calls inside bookinfo are mTLS between the accounts of the services',
    rule: {},
    mutant: {
      traffic: ({ stages }) =>
        new PeerAuthentication(stages.traffic, 'plain', { metadata: { namespace: 'bookinfo' }, mtls: { mode: 'DISABLE' } }),
    },
    check: async (world) => {
      const caller = echo(await world.ask('bookinfo/productpage', REVIEWS)).headers['x-forwarded-client-cert'] ?? '';
      ok(caller.endsWith('URI=spiffe://cluster.local/ns/bookinfo/sa/bookinfo-productpage'), `the caller is "${caller}"`);
    },
  },
  {
    name: 'header routing: reviews v2 for jason, v1 for all others',
    rule: { bookinfo: { reviews: 'test-v2' } },
    check: async (world) => {
      equal((await page(world, SIGNED_IN)).reviews.content.version, 'v2');
      equal((await page(world)).reviews.content.version, 'v1');
    },
  },
  {
    name: 'header routing: reviews v2 for jason, v3 for all others',
    rule: { bookinfo: { reviews: 'jason-v2-v3' } },
    check: async (world) => {
      equal((await page(world, SIGNED_IN)).reviews.content.version, 'v2');
      equal((await page(world)).reviews.content.version, 'v3');
    },
  },
  spread('v1', { v1: 100 }),
  spread('v3', { v3: 100 }),
  spread('90-10', { v1: 90, v2: 10 }),
  spread('80-20', { v1: 80, v2: 20 }),
  spread('50-v3', { v1: 50, v3: 50 }),
  spread('v2-v3', { v2: 50, v3: 50 }),
  {
    name: 'delay test: ratings 7 s late for jason, so that his page has no reviews after 6 s',
    rule: { bookinfo: { reviews: 'test-v2', fault: 'ratings-delay' } },
    mutant: { bookinfo: { reviews: 'test-v2' } },
    check: async (world) => {
      const start = Date.now();
      const [slow, ratings, quick] = await Promise.all([
        page(world, SIGNED_IN).then(({ reviews }) => ({ reviews, milliseconds: Date.now() - start })),
        world.ask('bookinfo/reviews', 'http://ratings:9080/ratings/0', { headers: SIGNED_IN }),
        world.ask('bookinfo/reviews', 'http://ratings:9080/ratings/0'),
      ]);
      equal(ratings.status, 200);
      ok(ratings.milliseconds >= 7000 && ratings.milliseconds < 7500, `jason's ratings took ${ratings.milliseconds} ms`);
      ok(quick.milliseconds < 1000, `the others' ratings took ${quick.milliseconds} ms`);
      equal(slow.reviews.status, 0);
      ok(slow.milliseconds >= 6000 && slow.milliseconds < 6900, `jason's page took ${slow.milliseconds} ms`);
    },
  },
  {
    name: 'abort test: ratings fail with 500 for jason, so that his page has none',
    rule: { bookinfo: { reviews: 'test-v2', fault: 'ratings-abort' } },
    mutant: { bookinfo: { reviews: 'test-v2' } },
    check: async (world) => {
      const ask = (headers?: Record<string, string>) =>
        world.ask('bookinfo/reviews', 'http://ratings:9080/ratings/0', { headers });
      equal((await ask(SIGNED_IN)).status, 500);
      equal((await ask()).status, 200);
      equal((await page(world, SIGNED_IN)).reviews.content.ratings, 'currently unavailable');
    },
  },
  {
    name: 'details of the bookshop fail with 555, so that the page has none',
    rule: { bookinfo: { fault: 'details-abort' } },
    mutant: { bookinfo: {} },
    check: async (world) => {
      equal((await world.ask('bookinfo/productpage', 'http://details:9080/details/0')).status, 555);
      equal((await page(world)).details.content, 'currently unavailable');
    },
  },
  {
    name: 'details v2 answers beside v1',
    rule: { bookinfo: { details: 'v2' } },
    mutant: { bookinfo: {} },
    check: async (world) => {
      const answers = await world.askMany('bookinfo/productpage', 'http://details:9080/', { times: 20 });
      for (const answer of answers) equal(echo(answer).version, 'v2');
    },
  },
  {
    name: 'ratings with a database: the version that reads from it answers, and may call it',
    rule: { bookinfo: { reviews: 'v3', ratings: 'mysql' } },
    mutant: { bookinfo: {} },
    check: async (world) => {
      equal(echo(await world.ask('bookinfo/reviews', 'http://ratings:9080/')).version, 'v2-mysql');
      equal((await world.ask('bookinfo/ratings', 'http://mysqldb:3306/')).status, 200);
    },
  },
  {
    name: 'an Ingress of the class istio in place of a Gateway',
    rule: { bookinfo: { expose: 'ingress' } },
    mutant: { bookinfo: {}, without: ['VirtualService/bookinfo'] },
    check: async (world) => {
      equal((await page(world)).details.content.author, 'William Shakespeare');
      equal((await world.enter('http://bookinfo.example.com/productpage/0')).status, 404);
    },
  },
];
