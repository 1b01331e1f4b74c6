interface CronJob {
  readonly kind?: string;
  readonly spec?: { readonly jobTemplate: { readonly metadata?: object; readonly spec: { readonly template: Template } } };
}

interface Template {
  readonly metadata?: object;
}

/**
 * The object as `istioctl kube-inject` has to get it. In a CronJob it takes labels and annotations of the Job for those of the pod, where
 * no webhook ever looks; so they stand there for as long as it runs.
 */
export function forKubeInject(object: object): object {
  return moved(object, ({ metadata: _, ...template }, ofPod) => ({ ofJob: ofPod, template }));
}

/** The way back. */
export function fromKubeInject(object: object): object {
  return moved(object, (template, _, ofJob) => ({ template: { ...template, metadata: ofJob } }));
}

function moved(
  object: object,
  move: (template: Template, ofPod?: object, ofJob?: object) => { readonly ofJob?: object; readonly template: Template },
): object {
  const { kind, spec } = object as CronJob;
  if (kind !== 'CronJob' || spec === undefined) return object;
  const { metadata, spec: job } = spec.jobTemplate;
  const { ofJob, template } = move(job.template, job.template.metadata, metadata);
  return { ...object, spec: { ...spec, jobTemplate: { metadata: ofJob, spec: { ...job, template } } } };
}
