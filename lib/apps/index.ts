export { Bookinfo, type BookinfoProps } from './bookinfo/bookinfo';
export { BOOKINFO_CATALOGUE, type BookinfoSample } from './bookinfo/catalogue';
export type { BookinfoChoice } from './bookinfo/choice';
export type { BookinfoFault } from './bookinfo/faults';
export type { RatingsStore } from './bookinfo/ratings-stores';
export type { ReviewsRoute } from './bookinfo/reviews-routes';
export { HandsOn, type HandsOnProps } from './handson/handson';
