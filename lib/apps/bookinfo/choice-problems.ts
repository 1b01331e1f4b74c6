import { choiceProblems } from '../../core/choice';
import type { Problem } from '../../core/problem';
import type { BookinfoChoice } from './choice';
import { BOOKINFO_FAULTS } from './faults';
import { REVIEWS_ROUTES } from './reviews-routes';

/** Problems of choices that were forced past the compiler, as those out of the environment are. */
export function bookinfoChoiceProblems({ reviews, fault, details, ratings, expose, routing }: BookinfoChoice): Problem[] {
  return [
    ...choiceProblems('reviews', reviews, Object.keys(REVIEWS_ROUTES)),
    ...choiceProblems('fault', fault, Object.keys(BOOKINFO_FAULTS)),
    ...choiceProblems('details', details, ['v1', 'v2']),
    ...choiceProblems('ratings', typeof ratings === 'object' ? undefined : ratings, ['memory', 'mongodb', 'mysql']),
    ...choiceProblems('expose', expose, ['gateway', 'ingress', 'node-port']),
    ...choiceProblems('routing', routing, ['istio', 'gateway-api']),
  ];
}
