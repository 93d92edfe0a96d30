import type { Dimension } from "@mortise/metadata";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Input, Select } from "antd";
import type { ReportField } from "../../model/report-field.ts";
import { LEVEL_NAMES, text as designer } from "../designer/text.ts";
import { DATE_SPLITS, text } from "./text.ts";

/** Props of what says how a dimension splits. */
export interface DimensionSplitProps {
  readonly dimension: Dimension;
  readonly field: ReportField;
  /** The first dimension of the card: the one that the limit counts. */
  readonly isFirst: boolean;
  readonly onChange: (dimension: Dimension) => void;
}

type DateSplit = keyof typeof DATE_SPLITS;

const TEAM_LEVELS = [1, 2, 3, 4, 5];
const LIST_KINDS: readonly string[] = ["options", "users", "teams", "references"];

/** How the groups of a dimension are made, by the kind of its field. */
export function DimensionSplit(props: DimensionSplitProps) {
  const { kind } = props.field;
  if (kind === "date" || kind === "datetime") return <DateSplitChoice {...props} />;
  if (kind === "region") return <LevelChoice {...props} />;
  if (kind === "number" || kind === "duration") return <BucketChoice {...props} />;
  if (props.field.logsTransitions && !props.field.id.includes(".")) return <StageChoice {...props} />;
  return kind === "team" ? <TeamChoice {...props} /> : null;
}

/** Records by the stage in which they are, or in every stage that they have been in. */
function StageChoice({ dimension, onChange }: DimensionSplitProps) {
  const t = useText(text);
  return (
    <Select<"now" | "passed">
      aria-label={t.howSplit}
      value={dimension.passed === true ? "passed" : "now"}
      popupMatchSelectWidth={false}
      options={[
        { value: "now", label: t.stageNow },
        { value: "passed", label: t.stagesPassed },
      ]}
      onChange={(way) => onChange({ ...keptOf(dimension), ...(way === "passed" ? { passed: true } : {}) })}
    />
  );
}

/** What stays of a dimension whichever way it splits. */
function keptOf({ field, empty, other }: Dimension): Dimension {
  return { field, ...(empty === undefined ? {} : { empty }), ...(other === undefined ? {} : { other }) };
}

function splitOf({ grain, part, fiscal }: Dimension): string {
  if (part !== undefined) return `part:${part}`;
  return `${fiscal === true ? "fiscal" : "grain"}:${grain ?? "day"}`;
}

function DateSplitChoice({ dimension, field, onChange }: DimensionSplitProps) {
  const t = useText(designer);
  const localize = useLocalize();
  const hasHours = field.kind === "datetime";
  const all = Object.entries(DATE_SPLITS).filter(([id]) => hasHours || !id.toLowerCase().includes("hour"));
  const choose = (value: DateSplit): void => {
    const [way, name] = value.split(":");
    const split =
      way === "part" ? { part: name } : { grain: name, ...(way === "fiscal" ? { fiscal: true } : {}) };
    // The values of the menu are ways of splitting and their names.
    onChange({ ...keptOf(dimension), ...split } as Dimension);
  };
  return (
    <Select<string>
      aria-label={t.grain}
      value={splitOf(dimension)}
      popupMatchSelectWidth={false}
      options={all.map(([value, name]) => ({ value, label: localize(name) }))}
      // Only ways of the menu can be chosen.
      onChange={(value) => choose(value as DateSplit)}
    />
  );
}

function LevelChoice({ dimension, onChange }: DimensionSplitProps) {
  const t = useText(designer);
  const localize = useLocalize();
  return (
    <Select<2 | 4 | 6>
      aria-label={t.level}
      value={dimension.level ?? 6}
      options={([2, 4, 6] as const).map((value) => ({ value, label: localize(LEVEL_NAMES[value]) }))}
      onChange={(level) => onChange({ ...keptOf(dimension), level })}
    />
  );
}

function TeamChoice({ dimension, onChange }: DimensionSplitProps) {
  const t = useText(text);
  return (
    <Select<number>
      aria-label={t.howSplit}
      value={dimension.teamLevel ?? 0}
      options={[
        { value: 0, label: t.teamItself },
        ...TEAM_LEVELS.map((value) => ({ value, label: fillText(t.teamLevel, { n: value }) })),
      ]}
      onChange={(level) => onChange({ ...keptOf(dimension), ...(level === 0 ? {} : { teamLevel: level }) })}
    />
  );
}

function BucketChoice({ dimension, onChange }: DimensionSplitProps) {
  const t = useText(text);
  const { buckets } = dimension;
  const way = buckets === undefined ? "each" : "width" in buckets ? "steps" : "bounds";
  const choose = (value: string): void => {
    const kept = keptOf(dimension);
    if (value === "steps") onChange({ ...kept, buckets: { width: "100" } });
    else if (value === "bounds") onChange({ ...kept, buckets: { bounds: ["0", "100", "1000"] } });
    else onChange(kept);
  };
  return (
    <>
      <Select<string>
        aria-label={t.howSplit}
        value={way}
        popupMatchSelectWidth={false}
        options={(["each", "steps", "bounds"] as const).map((value) => ({ value, label: t[value] }))}
        onChange={choose}
      />
      {buckets && "width" in buckets ? (
        <Input
          aria-label={t.width}
          placeholder={t.width}
          inputMode="decimal"
          value={buckets.width}
          onChange={({ target }) => onChange({ ...dimension, buckets: { width: target.value.trim() } })}
        />
      ) : null}
      {buckets && "bounds" in buckets ? (
        <Select<string[]>
          mode="tags"
          className="m-inspector-grow"
          aria-label={t.boundList}
          placeholder={t.boundList}
          tokenSeparators={[",", "，", " ", "、"]}
          open={false}
          suffixIcon={null}
          value={[...buckets.bounds]}
          onChange={(bounds) =>
            onChange({ ...dimension, buckets: { bounds: bounds.toSorted((a, b) => Number(a) - Number(b)) } })
          }
        />
      ) : null}
    </>
  );
}

/** Groups that no record makes, and those beyond the limit. */
export function DimensionSwitches({ dimension, field, isFirst, onChange }: DimensionSplitProps) {
  const t = useText(text);
  const isKnown =
    field.kind === "option" ||
    dimension.part !== undefined ||
    (dimension.buckets && "bounds" in dimension.buckets);
  const { empty, other, ...rest } = dimension;
  const set = (flags: {
    readonly empty?: boolean | undefined;
    readonly other?: boolean | undefined;
  }): void => {
    const next = { empty, other, ...flags };
    onChange({ ...rest, ...(next.empty ? { empty: true } : {}), ...(next.other ? { other: true } : {}) });
  };
  if (!isFirst) return null;
  return (
    <div className="m-inspector-row">
      {isKnown ? (
        <Checkbox checked={empty === true} onChange={({ target }) => set({ empty: target.checked })}>
          {t.empty}
        </Checkbox>
      ) : null}
      {LIST_KINDS.includes(field.kind) || dimension.passed === true ? null : (
        <Checkbox checked={other === true} onChange={({ target }) => set({ other: target.checked })}>
          {t.other}
        </Checkbox>
      )}
    </div>
  );
}
