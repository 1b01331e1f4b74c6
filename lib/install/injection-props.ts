import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import { type CustomTemplate, templateText } from './injection/custom-template';
import { podTemplates } from './injection/pod-templates';
import type { Overrides } from './layering';
import type { InjectionValues, IstiodValues, SidecarInjectorWebhookValues } from './values';

/** How sidecars get into pods. */
export interface InjectionProps extends Overrides<Omit<SidecarInjectorWebhookValues, 'templates'>> {
  /**
   * Further injection templates by name; one of a built-in name takes its place. Typed ones (see `template`) count wherever pods are
   * injected; Go template text only istiod can read, so that pods which ask for it cannot be injected at synth.
   * @default none
   */
  readonly templates?: Readonly<Record<string, CustomTemplate | string>>;
  /**
   * Names under which pods and `defaultTemplates` may ask for one or more templates at once. An alias with the name of a template
   * takes its place.
   * @default none
   */
  readonly aliases?: Readonly<Record<string, NonEmpty<string>>>;
}

/** The values of the chart, in which every template is text. */
export function webhookOverrides(props: InjectionProps | undefined): Overrides<SidecarInjectorWebhookValues> | undefined {
  if (props === undefined) return undefined;
  const { templates, aliases: _ours, ...others } = props;
  const texts = Object.entries(templates ?? {}).map(([name, template]) => [name, templateText(template)]);
  return { ...others, ...(templates && { templates: Object.fromEntries(texts) }) };
}

/** What the chart has no values for. */
export function injectionValues({ templates = {}, aliases = {} }: InjectionProps = {}): InjectionValues {
  const typed = Object.entries(templates).filter((entry): entry is [string, CustomTemplate] => typeof entry[1] !== 'string');
  return { templates: Object.fromEntries(typed), aliases };
}

/** Templates that no pod could be injected with, since they do not exist. */
export function templateProblems({ injection, sidecarInjectorWebhook }: IstiodValues): Problem[] {
  const { defaultTemplates, templates } = sidecarInjectorWebhook;
  const known = [...Object.keys(podTemplates), ...Object.keys(templates)];
  const unknown = (field: string, names: readonly string[], usable: readonly string[]) =>
    names.flatMap((got, i): Problem[] => {
      if (usable.includes(got)) return [];
      const fix = `use ${[...new Set(usable)].join(', ')}, or add it to sidecarInjectorWebhook.templates`;
      return [{ field: `${field}[${i}]`, problem: 'is no template, so that pods would be refused', got, fix }];
    });
  return [
    ...unknown('sidecarInjectorWebhook.defaultTemplates', defaultTemplates, [...known, ...Object.keys(injection.aliases)]),
    ...Object.entries(injection.aliases).flatMap(([name, names]) =>
      unknown(`sidecarInjectorWebhook.aliases.${name}`, names, known),
    ),
  ];
}
