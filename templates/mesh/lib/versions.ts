/** The images of this mesh's own workloads. Renovate edits these lines, as renovate.json says. */
export const WEB_IMAGE = 'ghcr.io/stefanprodan/podinfo:6.9.1';
