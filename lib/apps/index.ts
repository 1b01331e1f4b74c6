export { Bookinfo, type BookinfoProps } from './bookinfo/bookinfo';
export type { RatingsFault } from './bookinfo/ratings-faults';
export type { ReviewsRoute } from './bookinfo/reviews-routes';
