import {
  ApartmentOutlined,
  AppstoreOutlined,
  CheckSquareOutlined,
  FilterOutlined,
  GroupOutlined,
  RollbackOutlined,
  SearchOutlined,
  SortAscendingOutlined,
  TableOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, ViewDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Badge, Button, Drawer, Input, Popover, Segmented } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { GroupPicker } from "./group-picker.tsx";
import type { ListState } from "./list-state.ts";
import { SortEditor } from "./sort-editor.tsx";
import { treeFields } from "../tree/tree-field.ts";
import { recordsText } from "./text.ts";
import type { ListView } from "./use-list-view.ts";

const TYPING_PAUSE = 250;

interface ListToolsProps {
  readonly entity: EntityDocument;
  readonly list: ListView;
  readonly state: ListState;
  readonly layout: ViewDocument["layout"];
  readonly fields: readonly FieldDefinition[];
  readonly onChange: (part: Partial<ListState>) => void;
  /** On the phone: cards have boxes to select by. */
  readonly selecting: boolean;
  readonly onSelecting: (selecting: boolean) => void;
}

/** The line above a list: keyword, filter, sort, columns, layout. */
export function ListTools(props: ListToolsProps) {
  const { entity, list, state, layout, fields, onChange } = props;
  const t = useText(recordsText);
  const phone = useIsPhone();
  const hasTree = treeFields(entity, fields).length > 0;
  const localize = useLocalize();
  const name = localize(entity.plural ?? entity.name);
  return (
    <div className="list-tools" role="toolbar" aria-label={name}>
      {state.bin ? (
        <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => onChange({ bin: false })}>
          {t.leaveBin}
        </Button>
      ) : null}
      {state.asOf === undefined ? (
        <SearchField
          key={`${state.view ?? ""}/${state.bin}`}
          label={fillText(t.searchIn, { entity: name })}
          value={state.search}
          onChange={(search) => onChange({ search })}
        />
      ) : null}
      <Tool
        label={t.filter}
        icon={<FilterOutlined aria-hidden="true" />}
        count={state.filter === undefined ? 0 : 1}
      >
        {(close) => (
          <FilterEditor
            entity={entity}
            value={state.filter}
            onApply={(filter) => {
              onChange({ filter });
              close();
            }}
          />
        )}
      </Tool>
      <Tool
        label={t.sort}
        icon={<SortAscendingOutlined aria-hidden="true" />}
        count={state.sort?.length ?? 0}
      >
        {() => (
          <SortEditor
            entity={entity}
            fields={fields}
            value={state.sort}
            onChange={(sort) => onChange({ sort })}
          />
        )}
      </Tool>
      {state.bin || layout !== "table" ? null : (
        <Tool
          label={t.group}
          icon={<GroupOutlined aria-hidden="true" />}
          count={state.group === undefined ? 0 : 1}
        >
          {(close) => (
            <GroupPicker
              entity={entity}
              fields={fields}
              value={state.group}
              onChange={(group) => {
                onChange({ group });
                close();
              }}
            />
          )}
        </Tool>
      )}
      <Tool label={t.columns} icon={<UnorderedListOutlined aria-hidden="true" />} count={0}>
        {() => <ColumnChooser fields={fields} list={list} titleField={entity.titleField} />}
      </Tool>
      {phone && layout === "table" ? (
        <Button
          icon={<CheckSquareOutlined aria-hidden="true" />}
          aria-label={t.select}
          aria-pressed={props.selecting}
          type={props.selecting ? "primary" : "default"}
          onClick={() => props.onSelecting(!props.selecting)}
        />
      ) : null}
      {state.bin ? null : (
        <Segmented
          className="list-layout"
          aria-label={t.layout}
          value={layout}
          onChange={(next) => onChange({ layout: next })}
          options={[
            {
              value: "table" as const,
              icon: <TableOutlined />,
              title: t.table,
              label: <Hidden>{t.table}</Hidden>,
            },
            {
              value: "kanban" as const,
              icon: <AppstoreOutlined />,
              title: t.kanban,
              label: <Hidden>{t.kanban}</Hidden>,
            },
            ...(hasTree
              ? [
                  {
                    value: "tree" as const,
                    icon: <ApartmentOutlined />,
                    title: t.tree,
                    label: <Hidden>{t.tree}</Hidden>,
                  },
                ]
              : []),
          ]}
        />
      )}
    </div>
  );
}

function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className="m-visually-hidden">{children}</span>;
}

function SearchField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (next: string, pause: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next), pause);
  };
  return (
    <Input
      allowClear
      className="list-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={label}
      aria-label={label}
      type="search"
      value={text}
      onChange={(event) => search(event.target.value, TYPING_PAUSE)}
      onPressEnter={() => search(text, 0)}
    />
  );
}

function Tool({
  label,
  icon,
  count,
  children,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly count: number;
  readonly children: (close: () => void) => ReactNode;
}) {
  const t = useText(recordsText);
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const button = (
    <Badge dot={count > 0} offset={[-4, 4]}>
      <Button
        icon={icon}
        aria-label={label}
        aria-pressed={count > 0}
        {...(phone ? { onClick: () => setOpen(true), "aria-haspopup": "dialog" as const } : {})}
      >
        {phone ? null : label}
      </Button>
    </Badge>
  );
  if (phone)
    return (
      <>
        {button}
        <Drawer
          open={open}
          placement="bottom"
          size="auto"
          title={label}
          aria-label={label}
          closable={{ "aria-label": t.done }}
          destroyOnHidden
          className="tool-sheet"
          onClose={close}
        >
          {children(close)}
        </Drawer>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<div className="tool-panel">{children(close)}</div>}
    >
      {button}
    </Popover>
  );
}
