import type { IConstruct } from 'constructs';
import { labelNameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import { CRD_NAMES } from './base/crds';
import { templateProblems } from './injection-props';
import type { IstioControlPlaneProps } from './istio-control-plane-props';
import { pilotProblems } from './istiod/problems';
import { asksForCertificates } from './istiod/rules';
import { revisionLabel } from './labels';
import { PRESETS } from './presets';
import { resourceProblems } from './quantities';
import type { IstiodValues } from './values';

/** Problems of a name that comes after another one in the name of a Service. */
function serviceNameProblems(field: string, value: string, before: string): Problem[] {
  const problems = labelNameProblems(field, value);
  if (problems.length > 0 || before.length + value.length <= 63) return problems;
  const longest = 63 - before.length;
  return [
    {
      field,
      problem: `makes the name of the Service ${before}${value} too long`,
      got: value,
      fix: `use at most ${longest} characters`,
    },
  ];
}

/** Problems of a preset, whose promise the values below must keep. */
function presetProblems({ preset, profile }: IstioControlPlaneProps, { pilot }: IstiodValues): Problem[] {
  if (preset === undefined) return [];
  if (!Object.hasOwn(PRESETS, preset)) {
    const fix = `use one of ${Object.keys(PRESETS).join(', ')}`;
    return [{ field: 'preset', problem: 'is unknown', got: preset, fix }];
  }
  if (profile === 'demo') {
    return [{ field: 'preset', problem: 'contradicts profile demo', got: preset, fix: 'remove one of the two' }];
  }
  const { autoscaleEnabled, autoscaleMin, replicaCount } = pilot;
  const [field, fewest] = autoscaleEnabled ? ['pilot.autoscaleMin', autoscaleMin] : ['pilot.replicaCount', replicaCount];
  if (fewest >= 2) return [];
  const problem = `must be at least 2 with preset ${preset}`;
  return [{ field, problem, got: fewest, fix: 'raise it, or remove the preset' }];
}

/**
 * Problems of props that contradict each other.
 * @param values that they come to
 */
export function propsProblems(props: IstioControlPlaneProps, values: IstiodValues): Problem[] {
  const { platform, global } = props;
  const problems = presetProblems(props, values);
  if (platform !== undefined && global?.platform && global.platform !== platform) {
    const problem = `is not platform, which is ${platform}`;
    problems.push({ field: 'global.platform', problem, got: global.platform, fix: 'remove one of the two' });
  }
  return problems;
}

/**
 * Problems of props about what all control planes share, in one that leaves it out.
 * @param emitter the construct that emits it, if the program has one
 */
export function unsharedProblems(props: IstioControlPlaneProps, emitter: IConstruct | undefined): Problem[] {
  const problem = `has no effect, since ${emitter?.node.path ?? 'nothing here'} emits what control planes share`;
  const fix = emitter === undefined ? 'remove it' : 'set it there';
  const written = { defaultRevision: props.defaultRevision, 'base.excludedCRDs': props.base?.excludedCRDs };
  return Object.entries(written).flatMap(([field, got]) => (got === undefined ? [] : [{ field, problem, got, fix }]));
}

function imageProblems({ global }: IstiodValues): Problem[] {
  const problems: Problem[] = [];
  if (global.tag === '') {
    problems.push({
      field: 'tag',
      problem: 'is empty',
      got: '',
      fix: 'name one, or leave it out',
    });
  }
  if (global.hub === '' || global.hub.endsWith('/')) {
    const problem = global.hub === '' ? 'is empty' : 'ends with a slash';
    problems.push({
      field: 'hub',
      problem,
      got: global.hub,
      fix: 'name a registry and path without a trailing slash, or leave it out',
    });
  }
  return problems;
}

function tagProblems({ revision, revisionTags }: IstiodValues): Problem[] {
  return revisionTags.flatMap((tag, i) => {
    const field = `revisionTags[${i}]`;
    if (tag === revisionLabel(revision)) {
      return [{ field, problem: 'is the revision itself, so pods would be injected twice', got: tag, fix: 'remove it' }];
    }
    if (revisionTags.indexOf(tag) !== i) return [{ field, problem: 'is listed twice', got: tag, fix: 'remove it' }];
    return serviceNameProblems(field, tag, 'istiod-revision-tag-');
  });
}

function crdProblems({ base }: IstiodValues): Problem[] {
  return base.excludedCRDs.flatMap((name, i) =>
    CRD_NAMES.includes(name)
      ? []
      : [
          {
            field: `base.excludedCRDs[${i}]`,
            problem: 'is no CRD of Istio',
            got: name,
            fix: `use names of ${CRD_NAMES.join(', ')}`,
          },
        ],
  );
}

function certificateProblems(values: IstiodValues): Problem[] {
  if (!asksForCertificates(values) || values.global.certSigners.length > 0) return [];
  return [
    {
      field: 'global.certSigners',
      problem: 'must name the signers whose requests istiod approves, or it could approve those of any',
      got: values.global.certSigners,
      fix: 'list them, for example clusterissuers.cert-manager.io/istio-ca',
    },
  ];
}

function proxyProblems({ global }: IstiodValues): Problem[] {
  const { proxy, tracer, sts } = global;
  const problems: Problem[] = [];
  if (proxy.tracer === 'lightstep' && tracer?.lightstep === undefined) {
    const fix = 'set address and accessToken';
    problems.push({ field: 'global.tracer.lightstep', problem: 'is missing, which tracer lightstep needs', fix });
  }
  for (const [field, port] of [
    ['global.proxy.statusPort', proxy.statusPort],
    ['global.sts.servicePort', sts.servicePort],
  ] as const) {
    if (Number.isInteger(port) && port >= 0 && port <= 65535) continue;
    problems.push({
      field,
      problem: 'must be a port number',
      got: port,
      fix: 'use a whole number between 1 and 65535, or 0 for none',
    });
  }
  return [
    ...problems,
    ...resourceProblems('global.proxy.resources', proxy.resources),
    ...resourceProblems('global.waypoint.resources', global.waypoint.resources),
    ...resourceProblems('global.defaultResources', global.defaultResources),
  ];
}

/** Everything that cannot be right in the values, whatever else the program says. */
export function controlPlaneProblems(values: IstiodValues): Problem[] {
  const { global, revision, defaultRevision } = values;
  return [
    ...labelNameProblems('namespace', global.istioNamespace),
    ...imageProblems(values),
    ...(revision === '' ? [] : serviceNameProblems('revision', revision, 'istiod-')),
    ...tagProblems(values),
    ...(defaultRevision === '' ? [] : serviceNameProblems('defaultRevision', defaultRevision, 'istiod-')),
    ...crdProblems(values),
    ...certificateProblems(values),
    ...proxyProblems(values),
    ...pilotProblems(values),
    ...templateProblems(values),
    ...Object.keys(values.gatewayClasses).flatMap((name) => labelNameProblems('gatewayClasses', name)),
  ];
}
