import { choiceProblems } from '../../core/choice';
import type { Problem } from '../../core/problem';
import { type PropNames, propProblems } from '../../core/prop-names';
import type { AcmeChoice } from './acme';
import type { BookinfoChoice } from './choice';
import { BOOKINFO_FAULTS } from './faults';
import type { RatingsStore } from './ratings-stores';
import { REVIEWS_ROUTES } from './reviews-routes';

const MYSQL: PropNames<Extract<RatingsStore, object>> = { mysqlAddress: 'required' };
const CERTIFICATE: PropNames<AcmeChoice> = { host: 'required', email: 'required' };

const ISTIO_ALONE: readonly (keyof BookinfoChoice)[] = ['fault', 'expose', 'tls', 'reviewsLoadBalancer'];

/** What the rules of the Gateway API do not have. */
function istioProblems(choice: BookinfoChoice): Problem[] {
  return ISTIO_ALONE.filter((name) => choice[name] !== undefined).map((name) => ({
    field: name,
    problem: "is nothing that routing 'gateway-api' has",
    got: choice[name],
    fix: 'remove it, or leave routing out',
  }));
}

/** Problems of choices that were forced past the compiler, as those out of the environment are. */
export function bookinfoChoiceProblems(choice: BookinfoChoice): Problem[] {
  const { reviews, fault, details, ratings, expose, routing, certificate } = choice;
  return [
    ...choiceProblems('reviews', reviews, Object.keys(REVIEWS_ROUTES)),
    ...choiceProblems('fault', fault, Object.keys(BOOKINFO_FAULTS)),
    ...choiceProblems('details', details, ['v1', 'v2']),
    ...(typeof ratings === 'object'
      ? propProblems(MYSQL, ratings, 'ratings')
      : choiceProblems('ratings', ratings, ['memory', 'mongodb', 'mysql'])),
    ...propProblems(CERTIFICATE, certificate, 'certificate'),
    ...choiceProblems('expose', expose, ['gateway', 'ingress', 'node-port']),
    ...choiceProblems('routing', routing, ['istio', 'gateway-api']),
    ...(routing === 'gateway-api' ? istioProblems(choice) : []),
  ];
}
