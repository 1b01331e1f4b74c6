import {
  DashboardBuilder,
  DashboardCursorSync,
  QueryVariableBuilder,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { PROMETHEUS_SOURCE } from '../data-sources';

/** Units as Grafana names them. */
export type Unit = 'reqps' | 'percentunit' | 'ms' | 's' | 'Bps' | 'bytes' | 'short' | 'ops' | 'none';

/** A question to Prometheus, and the name of each line of the answer, with `{{label}}` in it. */
export type Question = readonly [expr: string, legend: string];

/** A picture of some measurements. */
export interface PanelProps {
  readonly title: string;
  /** What it means, and when to worry. */
  readonly description?: string;
  readonly unit: Unit;
  readonly questions: readonly [Question, ...Question[]];
  /** `stat` shows the newest value alone. @default lines over time */
  readonly as?: 'stat';
  /** Of 24 columns. @default 8 for lines, 4 for a single value */
  readonly width?: number;
}

/** Panels under a title. */
export interface RowProps {
  readonly title: string;
  readonly panels: readonly PanelProps[];
}

/** A choice at the top of a dashboard, whose values are those of a label. */
export interface VariableProps {
  readonly name: string;
  readonly label: string;
  /** `label_values(...)`, in which earlier choices may stand. */
  readonly values: string;
}

/** A page of panels. */
export interface DashboardProps {
  /** Part of its URL, and of the name of its file. */
  readonly uid: string;
  readonly title: string;
  readonly variables?: readonly VariableProps[];
  readonly rows: readonly RowProps[];
}

const HEIGHT = { stat: 4, lines: 8 } as const;

function query([expr, legend]: Question, i: number, instant: boolean): DataqueryBuilder {
  const builder = new DataqueryBuilder()
    .expr(expr)
    .legendFormat(legend)
    .refId(String.fromCharCode('A'.charCodeAt(0) + i));
  return instant ? builder.instant() : builder.range();
}

function panel({ title, description, unit, questions, as, width }: PanelProps): StatBuilder | TimeSeriesBuilder {
  const builder = as === 'stat' ? new StatBuilder() : new TimeSeriesBuilder().fillOpacity(10).min(0);
  builder.title(title).unit(unit).datasource(PROMETHEUS_SOURCE);
  builder.span(width ?? (as === 'stat' ? 4 : 8)).height(as === 'stat' ? HEIGHT.stat : HEIGHT.lines);
  if (description !== undefined) builder.description(description);
  questions.forEach((question, i) => {
    builder.withTarget(query(question, i, as === 'stat'));
  });
  return builder;
}

/** The dashboard as Grafana reads it. */
export function dashboard({ uid, title, variables = [], rows }: DashboardProps) {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .tags(['istio'])
    .time({ from: 'now-30m', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly();
  for (const { name, label, values } of variables) {
    builder.withVariable(
      new QueryVariableBuilder(name)
        .label(label)
        .datasource(PROMETHEUS_SOURCE)
        .query(values)
        .includeAll(true)
        .multi(true)
        .allValue('.*'),
    );
  }
  for (const { title: rowTitle, panels } of rows) {
    builder.withRow(new RowBuilder(rowTitle));
    for (const props of panels) builder.withPanel(panel(props));
  }
  const built = builder.build();
  const panels = (built.panels ?? []).map((each, i) => ({ ...each, id: i + 1 })); // links to one panel name its number
  return { ...built, panels, uid };
}
