import { HttpIngressPathType, Ingress, IngressBackend, type ISecret } from 'cdk8s-plus-27';
import type { Way } from './way';

/** By an Ingress. */
export interface ByIngress {
  /** Class of the Ingress, `nginx` for example. */
  readonly ingressClassName: string;
  /** Secret with the certificate of the host, in the addon's namespace. @default plain HTTP */
  readonly tls?: ISecret;
  /** Namespace of the controller that serves the Ingress, which alone may call. @default ingress-nginx */
  readonly controllerNamespace?: string;
  /** Secret whose entry `auth` is an htpasswd file; the controller ingress-nginx asks for name and password. @default nobody is asked */
  readonly basicAuth?: ISecret;
}

/** The way by an Ingress. */
export function wayByIngress({ ingressClassName, tls, controllerNamespace, basicAuth }: ByIngress): Way {
  const annotations = basicAuth && {
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'nginx.ingress.kubernetes.io/auth-secret': basicAuth.name,
  };
  return {
    origin: (host) => `${tls === undefined ? 'http' : 'https'}://${host}`,
    caller: { namespace: controllerNamespace ?? 'ingress-nginx' },
    addTo: (scope, { host, path, metadata, service, port }) => {
      new Ingress(scope, 'ingress', {
        metadata: { ...metadata, annotations },
        className: ingressClassName,
        rules: [{ host, path, pathType: HttpIngressPathType.PREFIX, backend: IngressBackend.fromService(service, { port }) }],
        tls: tls && [{ hosts: [host], secret: tls }],
      });
    },
  };
}
