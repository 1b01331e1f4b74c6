import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { durationProblems, percentageProblems } from '../core/format';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { HTTPRoute, type HTTPRouteProps, type HTTPRouteRule, type ParentReference } from '../gateway-api';
import type { GatewayReference } from '../networking/gateway-reference';
import { ServiceHost, type ServiceRef } from '../networking/service-host';
import { VirtualService, type VirtualServiceProps } from '../networking/virtual-service';
import { orderProblems } from './route-precedence';
import { asHttpRouteRule } from './routes-as-http-route';
import { asVirtualServiceRules } from './routes-as-virtual-service';
import { ruleNameProblems } from './routes-names';
import type { RoutePath, RouteRule, RoutesForm, RoutesProps } from './routes-props';

export type { RoutesForm, RoutesProps };

/** What each form is made of. */
interface MadeOf {
  readonly VirtualService: VirtualService;
  readonly HTTPRoute: HTTPRoute;
}

/** Any form, where the types of the props have done their work. */
type AnyRule = RouteRule<'VirtualService'>;

/** Where routes apply, in any form. */
interface Place {
  readonly service?: ServiceRef;
  readonly hosts?: readonly string[];
  readonly gateways?: readonly unknown[];
}

function weightProblems(field: string, { to }: AnyRule): Problem[] {
  if (to === undefined) return [];
  const weights = to.map(({ weight }) => weight ?? (to.length === 1 ? 100 : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 100 && weights.every((weight) => Number.isInteger(weight) && weight >= 0)) return [];
  const fix = `make them whole numbers that add up to 100, not ${sum}`;
  return [{ field: `${field}.to weights`, problem: 'must add up to 100', got: to.map(({ weight }) => weight ?? null), fix }];
}

function prefixProblems(field: string, path: RoutePath | undefined, { match, redirect }: AnyRule): Problem[] {
  if (path?.prefix === undefined) return [];
  const { prefix } = path;
  const [only, ...others] = match ?? [];
  if (only?.path?.prefix === undefined || others.length > 0) {
    const fix = 'give the rule exactly one match, by path.prefix';
    return [{ field, problem: 'replaces a prefix, but the rule does not match by one alone', got: prefix, fix }];
  }
  if (only.path.prefix === '/') {
    return [
      { field, problem: 'replaces the prefix /, after which Istio writes no /', got: prefix, fix: 'match a longer prefix' },
    ];
  }
  if (prefix === '/' && redirect !== undefined) {
    const fix = 'name another path, or rewrite it in place of a redirect';
    return [{ field, problem: 'is /, which an HTTPRoute of Istio writes twice', got: prefix, fix }];
  }
  if (prefix === '/' || !prefix.endsWith('/')) return [];
  return [{ field, problem: 'ends with /, which is written twice', got: prefix, fix: `use ${prefix.slice(0, -1)}` }];
}

function ruleProblems(field: string, rule: AnyRule): Problem[] {
  const compared = (rule.match ?? []).flatMap(({ headers, queryParams }, i) =>
    Object.entries({ headers, queryParams }).flatMap(([place, values]) =>
      Object.entries(values ?? {}).map(([name, value]) => ({ place: `${field}.match[${i}].${place}.${name}`, value })),
    ),
  );
  return [
    ...compared.flatMap(({ place, value }) =>
      value.exact === ''
        ? [{ field: `${place}.exact`, problem: 'must not be empty', got: '', fix: "use regex '.*' for one that is there" }]
        : [],
    ),
    ...weightProblems(field, rule),
    ...prefixProblems(`${field}.rewrite.path.prefix`, rule.rewrite?.path, rule),
    ...prefixProblems(`${field}.redirect.path.prefix`, rule.redirect?.path, rule),
    ...durationProblems(`${field}.timeout`, rule.timeout),
    ...(rule.mirrors ?? []).flatMap(({ percentage }, i) => percentageProblems(`${field}.mirrors[${i}].percentage`, percentage)),
  ];
}

const NAMES: PropNames<RoutesProps<RoutesForm>> = {
  metadata: 'optional',
  service: 'optional',
  hosts: 'optional list',
  gateways: 'optional list',
  renderAs: 'required',
  rules: 'required list',
};

/**
 * HTTP routes that mean the same as a VirtualService of Istio and as an HTTPRoute of the Gateway API, so that one can take the place of
 * the other. What the chosen form cannot express does not compile.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/httproute/, https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class Routes<Form extends RoutesForm> extends Construct {
  /** What was made. */
  readonly resource: MadeOf[Form];

  /** @throws InvalidProps when the two forms would differ, or the chosen one refuses a field */
  constructor(scope: Construct, id: string, props: RoutesProps<Form>) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const rules = props.rules as readonly AnyRule[];
    refuse(
      this.node.path,
      rules.flatMap((rule, i) => ruleNameProblems(`rules[${i}]`, rule)),
    );
    const place: Place = props;
    const metadata = { name: id, ...props.metadata };
    refuse(this.node.path, [
      ...this.placeProblems(place, metadata.namespace),
      ...rules.flatMap((rule, i) => ruleProblems(`rules[${i}]`, rule)),
      ...orderProblems('rules', rules),
    ]);
    const resource =
      props.renderAs === 'HTTPRoute'
        ? new HTTPRoute(this, 'route', {
            metadata,
            ...httpRoutePlace(place),
            rules: rules.map(asOne) as unknown as NonEmpty<HTTPRouteRule>,
          })
        : new VirtualService(this, 'route', {
            metadata,
            ...virtualServicePlace(place),
            http: rules.flatMap(asVirtualServiceRules),
          });
    this.resource = resource as MadeOf[Form];
  }

  private placeProblems({ service, hosts = [] }: Place, given: string | undefined): Problem[] {
    if (hosts.length > 1 && hosts.includes('*')) {
      return [{ field: 'hosts', problem: 'has others beside *', got: hosts, fix: 'write * alone, or name each' }];
    }
    const namespace = given ?? Chart.of(this).namespace;
    const other = service?.metadata.namespace;
    if (other === undefined || namespace === undefined || other === namespace) return [];
    const fix = `put the routes into ${other}: elsewhere an HTTPRoute is for callers of its own namespace, a VirtualService for all`;
    return [{ field: 'service', problem: 'is in another namespace', got: `${other}/${service?.name}`, fix }];
  }
}

const asOne = (rule: AnyRule) => asHttpRouteRule(rule as RouteRule<'HTTPRoute'>);

function httpRoutePlace({ service, hosts = [], gateways }: Place): Pick<HTTPRouteProps, 'parentRefs' | 'hostnames'> {
  const parents = (service === undefined ? gateways : [service]) as NonEmpty<ParentReference>;
  const hostnames = hosts.filter((host) => host !== '*');
  return { parentRefs: parents, ...(hostnames.length > 0 && { hostnames }) };
}

function virtualServicePlace({ service, hosts, gateways }: Place): Pick<VirtualServiceProps, 'hosts' | 'gateways'> {
  if (service !== undefined) return { hosts: [ServiceHost.of(service)] };
  return { hosts: hosts as NonEmpty<string>, gateways: gateways as readonly GatewayReference[] };
}
