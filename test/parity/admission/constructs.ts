import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { specAsRead } from '../../../lib/core/schema/as-read';
import { isMap, type Values } from '../../../lib/core/schema/values';
import { DelegateVirtualService } from '../../../lib/networking/delegate-virtual-service';
import { ISTIO_CONSTRUCTS } from '../../istio-constructs';
import { isOfGatewayApi } from '../gateway-api';
import { constructGatewayApi } from './gateway-api-constructs';
import { NO_PROPS } from './intended';
import { propsOf } from './props';

type Class = new (scope: Construct, id: string, props: never) => unknown;

const CLASSES: Readonly<Record<string, Class>> = ISTIO_CONSTRUCTS;

/** What the construct of a kind makes of an object: a manifest, or a refusal. */
export type Made = { readonly manifest: Values } | { readonly refusal: string };

function classOf({ kind, spec }: Values): Class {
  const { hosts } = isMap(spec) ? spec : {};
  const isDelegate = kind === 'VirtualService' && (hosts === undefined || (Array.isArray(hosts) && hosts.length === 0));
  return isDelegate ? DelegateVirtualService : (CLASSES[String(kind)] as Class);
}

function hasProps({ apiVersion, kind, spec }: Values): boolean {
  if (!/\.istio\.io\//.test(String(apiVersion)) || CLASSES[String(kind)] === undefined) return false;
  const text = JSON.stringify(spec);
  return !NO_PROPS.some(
    (no) => no.kind === kind && ((no.has?.test(text) ?? false) || (no.lacks !== undefined && !text.includes(`"${no.lacks}":`))),
  );
}

/** The object, made by the construct of its kind and synthesized; undefined where no props can be like it. */
export function construct(object: Values): Made | undefined {
  if (isOfGatewayApi(object)) return constructGatewayApi(object);
  const { kind, metadata } = object;
  const spec = specAsRead(object);
  if (!isMap(object.spec) || !isMap(metadata) || !hasProps({ ...object, spec })) return undefined;
  try {
    const chart = new Chart(Testing.app({ outdir: '/nonexistent' }), 'test');
    const props = { ...propsOf(String(kind), spec), metadata };
    new (classOf({ ...object, spec }))(chart, 'x', props as never);
    // Validates the app, and renders it.
    const [manifest] = Testing.synth(chart) as Values[];
    return { manifest: manifest as Values };
  } catch (error) {
    return { refusal: String(error) };
  }
}
