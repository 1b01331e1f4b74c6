/** Prometheus, as dashboards refer to it. */
export const PROMETHEUS_SOURCE = { type: 'prometheus', uid: 'prometheus' } as const;

/** Jaeger, as dashboards refer to it. */
export const JAEGER_SOURCE = { type: 'jaeger', uid: 'jaeger' } as const;
