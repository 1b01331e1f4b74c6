import { interceptionMode, isNative } from './derived';
import { equals, not, or } from './expression';
import { pullSecrets } from './image';
import { initContainer } from './init-container';
import { sidecarAnnotations, sidecarLabels } from './pod-metadata';
import type { PodShape } from './pod-shape';
import { nativeSidecarContainer, sidecarContainer } from './sidecar-container';
import { type Node, when } from './template';
import { volume } from './volumes';

const redirects = not(equals(interceptionMode, 'NONE'));

/** A proxy beside the app: for every pod that asks for no other template. */
export const sidecar: Node<PodShape> = {
  metadata: { labels: sidecarLabels, annotations: sidecarAnnotations },
  spec: {
    initContainers: when(or(redirects, isNative), [when(redirects, initContainer), when(isNative, nativeSidecarContainer)]),
    containers: when(not(isNative), [sidecarContainer]),
    volumes: [
      volume.workloadSocket,
      volume.credentialSocket,
      volume.certificates,
      volume.bootstrap,
      volume.envoyConfig,
      volume.agentData,
      volume.podInfo,
      volume.token,
      volume.rootCertificate,
      volume.revokedCertificates,
      volume.mtlsCertificates,
      volume.users,
      volume.lightstep,
    ],
    imagePullSecrets: pullSecrets,
  },
};
