import { fieldType } from "@mortise/fields";
import {
  CARD_SIZES,
  type EntityDocument,
  type FieldDefinition,
  ROW_HEIGHTS,
  VIEW_SCALES,
  type ViewScale,
  type ViewDates,
  type ViewDocument,
} from "@mortise/metadata";
import { useLocale, useText } from "@mortise/ui";
import { Form, Segmented, Select } from "antd";
import { weekdayName } from "../../schedule/day-names.ts";
import { placeFields } from "../../map/place-field.ts";
import { mayGroup } from "../../records/group-by.ts";
import { FrozenChoice } from "../../records/frozen-choice.tsx";
import { timeKind } from "../../schedule/schedule-dates.ts";
import { FieldChoice } from "./field-choice.tsx";
import { viewText } from "./text.ts";
import { groupChoices, optionFields, ownReferences } from "./with-layout.ts";

interface SettingsProps {
  readonly view: ViewDocument;
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (view: ViewDocument) => void;
}

/** An object without the properties that are undefined: stored documents hold only what is said. */
function said<Part extends object>(part: { readonly [Key in keyof Part]: Part[Key] | undefined }): Part {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Part; // what was undefined was optional
}

/** What the layout of a view needs: dates, groups, covers, heights. */
export function LayoutSettings(props: SettingsProps) {
  const { view } = props;
  switch (view.layout) {
    case "table":
      return <TableSettings {...props} />;
    case "gallery":
      return <GallerySettings {...props} />;
    case "map":
      return <MapSettings {...props} />;
    case "calendar":
      return <DateSettings {...props} />;
    case "gantt":
      return (
        <>
          <DateSettings {...props} />
          <GroupChoice {...props} />
        </>
      );
    case "kanban":
    case "tree":
      return <GroupChoice {...props} />;
  }
}

function GroupChoice({ view, entity, fields, onChange }: SettingsProps) {
  const t = useText(viewText);
  const { layout } = view;
  const label = layout === "kanban" ? t.groupKanban : layout === "tree" ? t.groupTree : t.groupGantt;
  const fitting =
    layout === "kanban" || layout === "tree"
      ? groupChoices(layout, entity, fields)
      : fields.filter((field) => fieldType(field.type).groupable === true && !timeKind(field));
  return (
    <FieldChoice
      label={label}
      fields={fitting}
      value={view.groupBy}
      {...(layout === "gantt" ? { none: t.none } : {})}
      onChange={(groupBy) => onChange(said<ViewDocument>({ ...view, groupBy }))}
    />
  );
}

function TableSettings({ view, fields, onChange }: SettingsProps) {
  const t = useText(viewText);
  return (
    <>
      <FieldChoice
        label={t.groupTable}
        fields={fields.filter(mayGroup)}
        value={view.groupBy}
        none={t.none}
        onChange={(groupBy) => onChange(said<ViewDocument>({ ...view, groupBy }))}
      />
      <Form.Item label={t.rowHeight}>
        <Segmented
          aria-label={t.rowHeight}
          value={view.rowHeight ?? "normal"}
          onChange={(rowHeight) => onChange({ ...view, rowHeight })}
          options={ROW_HEIGHTS.map((value) => ({ value, label: t[value] }))}
        />
      </Form.Item>
      <Form.Item label={t.frozen}>
        <FrozenChoice value={view.frozen ?? 1} onChange={(frozen) => onChange({ ...view, frozen })} />
      </Form.Item>
    </>
  );
}

function MapSettings({ view, fields, onChange }: SettingsProps) {
  const t = useText(viewText);
  return (
    <FieldChoice
      label={t.place}
      fields={placeFields(fields)}
      value={view.map?.place}
      onChange={(place) => onChange(said<ViewDocument>({ ...view, map: place ? { place } : undefined }))}
    />
  );
}

function GallerySettings({ view, fields, onChange }: SettingsProps) {
  const t = useText(viewText);
  const gallery = view.gallery ?? {};
  const covers = fields.filter((field) => fieldType(field.type).kind(field) === "files");
  return (
    <>
      <FieldChoice
        label={t.cover}
        fields={covers}
        value={gallery.cover}
        none={t.coverFirst}
        onChange={(cover) => onChange({ ...view, gallery: said({ ...gallery, cover }) })}
      />
      <Form.Item label={t.size}>
        <Segmented
          aria-label={t.size}
          value={gallery.size ?? "medium"}
          onChange={(size) => onChange({ ...view, gallery: { ...gallery, size } })}
          options={CARD_SIZES.map((value) => ({ value, label: t[value] }))}
        />
      </Form.Item>
    </>
  );
}

/** Changed parts of the dates; what is undefined goes. */
type DatePart = { readonly [Key in keyof ViewDates]?: ViewDates[Key] | undefined };

function DateSettings({ view, entity, fields, onChange }: SettingsProps) {
  const t = useText(viewText);
  const times = fields.filter((field) => timeKind(field) !== undefined);
  const { dates } = view;
  const start = times.find(({ id }) => id === dates?.start);
  const kind = start && timeKind(start);
  const put = (part: DatePart) =>
    onChange({ ...view, dates: said<ViewDates>({ start: "", ...dates, ...part }) });
  const isGantt = view.layout === "gantt";
  return (
    <>
      <FieldChoice
        label={t.start}
        fields={times}
        value={dates?.start}
        onChange={(field = "") => {
          const other = times.find(({ id }) => id === field);
          // An end of another kind does not fit any more.
          put({ start: field, ...(other && timeKind(other) === kind ? {} : { end: undefined }) });
        }}
      />
      {kind === "dateRange" ? null : (
        <FieldChoice
          label={t.end}
          fields={times.filter((field) => field !== start && timeKind(field) === kind)}
          value={dates?.end}
          none={t.none}
          onChange={(end) => put({ end })}
        />
      )}
      <FieldChoice
        label={t.title}
        fields={fields}
        value={dates?.title}
        none={t.titleDefault}
        onChange={(title) => put({ title })}
      />
      <FieldChoice
        label={t.colorBy}
        fields={optionFields(fields)}
        value={dates?.colorBy}
        none={t.none}
        onChange={(colorBy) => put({ colorBy })}
      />
      {isGantt ? <GanttSettings {...{ dates, entity, fields }} onChange={put} /> : null}
      <ScaleSettings dates={dates} usual={isGantt ? "week" : "month"} onChange={put} />
    </>
  );
}

function GanttSettings({
  dates,
  entity,
  fields,
  onChange,
}: Pick<SettingsProps, "entity" | "fields"> & {
  readonly dates: ViewDates | undefined;
  readonly onChange: (part: DatePart) => void;
}) {
  const t = useText(viewText);
  return (
    <>
      <FieldChoice
        label={t.progress}
        fields={fields.filter((field) => fieldType(field.type).kind(field) === "number")}
        value={dates?.progress}
        none={t.none}
        onChange={(progress) => onChange({ progress })}
      />
      <FieldChoice
        label={t.dependsOn}
        fields={ownReferences(entity, fields)}
        value={dates?.dependsOn}
        none={t.none}
        onChange={(dependsOn) => onChange({ dependsOn })}
      />
    </>
  );
}

function ScaleSettings({
  dates,
  usual,
  onChange,
}: {
  readonly dates: ViewDates | undefined;
  readonly usual: ViewScale;
  readonly onChange: (part: Pick<ViewDates, "scale" | "weekStart">) => void;
}) {
  const t = useText(viewText);
  const locale = useLocale();
  return (
    <>
      <Form.Item label={t.scale}>
        <Segmented
          aria-label={t.scale}
          value={dates?.scale ?? usual}
          onChange={(scale) => onChange({ scale })}
          options={VIEW_SCALES.map((value) => ({ value, label: t[value] }))}
        />
      </Form.Item>
      <Form.Item label={t.weekStart}>
        <Select
          aria-label={t.weekStart}
          value={dates?.weekStart ?? 1}
          onChange={(weekStart) => onChange({ weekStart })}
          // 5 January 1970 was a Monday.
          options={Array.from({ length: 7 }, (_, index) => ({
            value: index + 1,
            label: weekdayName(`1970-01-${String(5 + index).padStart(2, "0")}`, locale),
          }))}
        />
      </Form.Item>
    </>
  );
}
