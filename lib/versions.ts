/** The Istio release whose objects are emitted: labels, and the default image tag. */
export const ISTIO_VERSION = '1.31.1';

/** Where the images of Istio come from, without a trailing slash. */
export const ISTIO_HUB = 'registry.istio.io/release';

/** Where the images of bookinfo come from, without a trailing slash. */
export const BOOKINFO_HUB = 'registry.istio.io/release';

/** The release of bookinfo's images. */
export const BOOKINFO_TAG = '1.20.3';
