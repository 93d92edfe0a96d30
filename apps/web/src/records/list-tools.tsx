import {
  ApartmentOutlined,
  AppstoreOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  EnvironmentOutlined,
  FilterOutlined,
  GroupOutlined,
  PictureOutlined,
  RollbackOutlined,
  SortAscendingOutlined,
  TableOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { ROW_HEIGHTS } from "@mortise/metadata";
import { IconByName, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Button, Segmented } from "antd";
import { treeFields } from "../tree/tree-field.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { FrozenChoice } from "./frozen-choice.tsx";
import { GroupPicker } from "./group-picker.tsx";
import { ListTool } from "./list-tool.tsx";
import { NO_GROUPS } from "./list-state.ts";
import { QuickFilterChoice } from "./quick-filter-choice.tsx";
import { SearchField } from "./search-field.tsx";
import { SortEditor } from "./sort-editor.tsx";
import { recordsText } from "./text.ts";
import { DATED, type ListPage } from "./use-list-page.ts";

interface PartProps {
  readonly page: ListPage;
}

/** The line above a list: keyword, filter, sort, groups, columns, layout. */
export function ListTools({ page }: PartProps) {
  const { entity, list, state, layout, fields, change } = page;
  const t = useText(recordsText);
  const phone = useIsPhone();
  const name = useLocalize()(entity.plural ?? entity.name);
  return (
    <div className="list-tools" role="toolbar" aria-label={name}>
      {state.bin ? (
        <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => change({ bin: false })}>
          {t.leaveBin}
        </Button>
      ) : null}
      {state.asOf === undefined ? (
        <SearchField
          key={`${state.view ?? ""}/${state.bin}`}
          label={fillText(t.searchIn, { entity: name })}
          value={state.search}
          onChange={(search) => change({ search })}
        />
      ) : null}
      <FilterTool page={page} />
      {DATED.has(layout) || layout === "map" ? null : <SortTool page={page} />}
      {state.bin || layout !== "table" ? null : <GroupTool page={page} />}
      {DATED.has(layout) ? null : (
        <ListTool label={t.columns} icon={<UnorderedListOutlined aria-hidden="true" />} count={0}>
          {() => (
            <>
              <ColumnChooser fields={fields} list={list} titleField={entity.titleField} />
              {phone || layout !== "table" ? null : <GridSettings page={page} />}
            </>
          )}
        </ListTool>
      )}
      {phone && layout === "table" ? <SelectSwitch page={page} /> : null}
      {state.bin ? null : <LayoutSwitch page={page} />}
    </div>
  );
}

function FilterTool({ page }: PartProps) {
  const { entity, state, change } = page;
  const t = useText(recordsText);
  return (
    <ListTool
      label={t.filter}
      icon={<FilterOutlined aria-hidden="true" />}
      count={state.filter === undefined ? 0 : 1}
    >
      {(close) => (
        <>
          <FilterEditor
            entity={entity}
            value={state.filter}
            onApply={(filter) => {
              change({ filter });
              close();
            }}
          />
          {state.bin ? null : <QuickFilterChoice page={page} />}
        </>
      )}
    </ListTool>
  );
}

function SortTool({ page: { entity, fields, state, change } }: PartProps) {
  const t = useText(recordsText);
  return (
    <ListTool
      label={t.sort}
      icon={<SortAscendingOutlined aria-hidden="true" />}
      count={state.sort?.length ?? 0}
    >
      {() => (
        <SortEditor
          entity={entity}
          fields={fields}
          value={state.sort}
          onChange={(sort) => change({ sort })}
        />
      )}
    </ListTool>
  );
}

function GroupTool({ page: { entity, fields, grouped, list, change } }: PartProps) {
  const t = useText(recordsText);
  return (
    <ListTool
      label={t.group}
      icon={<GroupOutlined aria-hidden="true" />}
      count={grouped === undefined ? 0 : 1}
    >
      {(close) => (
        <GroupPicker
          entity={entity}
          fields={fields}
          value={grouped?.id}
          onChange={(group) => {
            // A view with groups of its own is told that there are to be none.
            change({ group: group ?? (list.view?.groupBy === undefined ? undefined : NO_GROUPS) });
            close();
          }}
        />
      )}
    </ListTool>
  );
}

/** Gives cards boxes to select by. */
function SelectSwitch({ page: { selecting, setSelecting } }: PartProps) {
  const t = useText(recordsText);
  return (
    <Button
      icon={<CheckSquareOutlined aria-hidden="true" />}
      aria-label={t.select}
      aria-pressed={selecting}
      type={selecting ? "primary" : "default"}
      onClick={() => setSelecting(!selecting)}
    />
  );
}

/** Chooses how high the rows of a table are, and how many columns stay in sight. */
function GridSettings({ page: { list, state, change } }: PartProps) {
  const t = useText(recordsText);
  return (
    <>
      <p className="column-hint">{t.headingHint}</p>
      <div className="row-height">
        <span>{t.frozen}</span>
        <FrozenChoice value={list.frozen} onChange={list.setFrozen} size="small" />
      </div>
      <div className="row-height">
        <span>{t.rowHeight}</span>
        <Segmented
          aria-label={t.rowHeight}
          size="small"
          value={state.rowHeight ?? list.view?.rowHeight ?? "normal"}
          onChange={(rowHeight) => change({ rowHeight })}
          options={ROW_HEIGHTS.map((value) => ({ value, label: t[value] }))}
        />
      </div>
    </>
  );
}

function LayoutSwitch({ page: { entity, fields, layout, dates, places, change } }: PartProps) {
  const t = useText(recordsText);
  const layouts = [
    { value: "table" as const, icon: <TableOutlined />, name: t.table },
    { value: "kanban" as const, icon: <AppstoreOutlined />, name: t.kanban },
    ...(dates ? [{ value: "calendar" as const, icon: <CalendarOutlined />, name: t.calendar }] : []),
    { value: "gallery" as const, icon: <PictureOutlined />, name: t.gallery },
    ...(dates ? [{ value: "gantt" as const, icon: <IconByName name="gantt" />, name: t.gantt }] : []),
    ...(places.length > 0 ? [{ value: "map" as const, icon: <EnvironmentOutlined />, name: t.map }] : []),
    ...(treeFields(entity, fields).length > 0
      ? [{ value: "tree" as const, icon: <ApartmentOutlined />, name: t.tree }]
      : []),
  ];
  return (
    <Segmented
      className="list-layout"
      aria-label={t.layout}
      value={layout}
      onChange={(next) => change({ layout: next })}
      options={layouts.map(({ value, icon, name }) => ({
        value,
        icon,
        title: name,
        label: <span className="m-visually-hidden">{name}</span>,
      }))}
    />
  );
}
