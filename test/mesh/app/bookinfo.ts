import type { IncomingHttpHeaders } from 'node:http';
import { askOnce } from './ask';
import type { Identity } from './identity';
import type { Answer } from './question';

/** Headers that bookinfo hands on from request to request. */
const HANDED_ON = ['end-user', 'x-request-id', 'x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled', 'traceparent', 'authorization'];

/** What the page makes of a part that did not come. */
interface Part {
  readonly status: number;
  readonly content: unknown;
}

/** The answers of the bookshop, with the waiting times of the real one: 3 s twice for reviews, 10 s or 2.5 s for ratings. */
export async function bookinfo({ app, version }: Identity, path: string, headers: IncomingHttpHeaders): Promise<unknown> {
  const call = (url: string, seconds: number) => {
    const handedOn = HANDED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, `${headers[name]}`]]));
    return askOnce({ url, seconds, headers: Object.fromEntries(handedOn) as Record<string, string> });
  };
  if (app === 'productpage' && path.startsWith('/productpage')) {
    const [details, reviews] = await Promise.all([
      call('http://details:9080/details/0', 3).then(part),
      callReviews((seconds) => call('http://reviews:9080/reviews/0', seconds)),
    ]);
    return { details, reviews };
  }
  if (app === 'reviews' && path.startsWith('/reviews/')) {
    if (version === 'v1') return { stars: 'none' };
    const { status, content } = part(await call('http://ratings:9080/ratings/0', version === 'v2' ? 10 : 2.5));
    return { stars: version === 'v2' ? 'black' : 'red', ratings: status === 200 ? content : 'currently unavailable' };
  }
  if (app === 'ratings' && path.startsWith('/ratings/')) return { Reviewer1: 5, Reviewer2: 4 };
  if (app === 'details' && path.startsWith('/details/')) return { author: 'William Shakespeare', pages: 200 };
  return undefined;
}

async function callReviews(call: (seconds: number) => Promise<Answer>): Promise<Part> {
  const first = part(await call(3));
  return first.status === 200 ? first : part(await call(3));
}

function part({ status, body }: Answer): Part {
  try {
    return { status, content: JSON.parse(body) as unknown };
  } catch {
    return { status, content: 'currently unavailable' };
  }
}
