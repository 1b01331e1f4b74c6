import type { ProxyConfig } from '../../imports/mesh-config';
import { goText } from '../core/go-text';
import type { InjectorValues } from './injector';
import type { Marks } from './pod';

const KINDS = ['distroless', 'debug'];

/** The images of proxy and init container, for templates that are not given one in full. */
export function podImages({ global }: InjectorValues, { image }: ProxyConfig, annotations: Marks) {
  const tag = global?.tag === undefined || global.tag === null ? '' : goText(global.tag);
  const url = (name: string, kind: string) => {
    const chosen = annotations['sidecar.istio.io/proxyImageType'] ?? (kind === '' ? (global?.variant ?? '') : kind);
    return `${global?.hub ?? ''}/${name}:${ofKind(tag, chosen)}`;
  };
  return {
    proxyImage: url(global?.proxy?.image || 'proxyv2', image?.imageType ?? ''),
    initImage: url(global?.proxy_init?.image || 'proxyv2', ''),
  };
}

/** The tag for a kind of image; what the tag itself says of the kind gives way. */
function ofKind(tag: string, kind: string): string {
  if (kind === '') return tag;
  const own = KINDS.find((one) => tag.endsWith(`-${one}`));
  const plain = own === undefined ? tag : tag.slice(0, -own.length - 1);
  return kind === 'default' ? plain : `${plain}-${kind}`;
}
