import { type IstioControlPlaneProps, template } from '../../lib';

const { annotation, concat, hasAnnotation, input, when } = template;

/** A template of one's own, for pods that ask for it by the alias. */
export const INJECTION: NonNullable<IstioControlPlaneProps['sidecarInjectorWebhook']> = {
  templates: {
    traced: {
      metadata: { annotations: { 'example.com/made-by': concat(input('ownerKind'), '/', input('ownerName')) } },
      spec: {
        containers: [
          {
            name: 'istio-proxy',
            env: [when(hasAnnotation('example.com/trace'), { name: 'TRACE', value: annotation('example.com/trace') })],
          },
        ],
        volumes: [{ name: 'workload-socket', emptyDir: { medium: 'Memory' } }],
      },
    },
  },
  aliases: { 'traced-sidecar': ['sidecar', 'traced'] },
};
