import type { RecordData } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import { blocksIn, columnsIn, phoneBlocks, shownAs } from "@mortise/forms";
import type { EntityDocument, FieldDefinition, PageBlock, PageDocument } from "@mortise/metadata";
import { Panel, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { Tabs } from "antd";
import { type CSSProperties, Suspense } from "react";
import { DashboardView } from "../app/engine-views.ts";
import { useAppModel } from "../app/app-model.ts";
import { PageValue } from "../app/field-parts.tsx";
import { CommentsPanel } from "../comments/comments-panel.tsx";
import { shownFields, systemFields } from "../records/entity-fields.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { PageLoading } from "../shell/page-loading.tsx";
import { FieldGrid } from "./page-blocks.tsx";
import { MatchList } from "./match-list.tsx";
import { RecordWork } from "./record-work.tsx";
import { RelatedList } from "./related-list.tsx";
import { recordText } from "./text.ts";
import { Timeline } from "./timeline.tsx";

/** A record as its page is laid out. */
export interface LaidOutRecord {
  readonly page: PageDocument;
  readonly entity: EntityDocument;
  readonly record: RecordData;
  /** What the record is called. */
  readonly title: string;
  /** Roles of the person; undefined for administrators, who see everything. */
  readonly roles: readonly string[] | undefined;
  readonly readOnly: boolean;
}

/** The tabs, columns and blocks of a record's page, as far as they are for this person. */
export function PageLayout(props: LaidOutRecord) {
  const localize = useLocalize();
  const { page } = props;
  const tabs = page.tabs.filter(({ id }) =>
    columnsIn(page, id).some((column) =>
      blocksIn(page, column.id).some((block) => isFor(block, props.roles)),
    ),
  );
  const [only] = tabs;
  if (tabs.length <= 1) return only ? <TabColumns {...props} tab={only.id} /> : null;
  return (
    <Tabs
      className="record-tabs"
      items={tabs.map((tab) => ({
        key: tab.id,
        label: localize(tab.name),
        children: <TabColumns {...props} tab={tab.id} />,
      }))}
    />
  );
}

function isFor(block: PageBlock, roles: readonly string[] | undefined): boolean {
  return !block.roles?.length || roles === undefined || block.roles.some((role) => roles.includes(role));
}

function TabColumns({ tab, ...props }: LaidOutRecord & { readonly tab: string }) {
  const { page, roles } = props;
  const phone = useIsPhone();
  const draw = (blocks: readonly PageBlock[]) =>
    blocks
      .filter((block) => isFor(block, roles))
      .map((block) => <BlockView key={block.id} {...props} block={block} />);
  if (phone) return <div className="record-main">{draw(phoneBlocks(page, tab))}</div>;
  return (
    <div className="record-grid">
      {columnsIn(page, tab).map((column) => (
        <div key={column.id} className="record-main" style={widthOf(column.span)}>
          {draw(blocksIn(page, column.id))}
        </div>
      ))}
    </div>
  );
}

/** The width of a column, for the style sheet to use where there is room. */
function widthOf(span: number): CSSProperties {
  // React hands custom properties through; its type does not know them.
  return { "--span": span } as CSSProperties;
}

function BlockView(props: LaidOutRecord & { readonly block: PageBlock }) {
  const { block, entity, record, readOnly } = props;
  switch (block.type) {
    case "fields":
      return <FieldsBlock {...props} />;
    case "files":
      return <FilesBlock {...props} />;
    case "table":
    case "list":
      return <ListBlock {...props} />;
    case "timeline":
      return <Timeline entity={entity} id={record.id} readOnly={readOnly} />;
    case "comments":
      return <CommentsPanel entity={entity.id} id={record.id} readOnly={readOnly} />;
    case "work":
      return <RecordWork entity={entity.id} id={record.id} />;
    case "chart":
      return <ChartBlock {...props} />;
    case "match":
      return <MatchList block={block} entity={entity} record={record} />;
  }
}

type BlockProps = LaidOutRecord & { readonly block: PageBlock };

/** The fields of this very record that the person may see. */
function useVisible({ entity, record }: BlockProps): readonly FieldDefinition[] {
  return shownFields(entity, useRecordPermission(entity.id)(record.id));
}

function FieldsBlock(props: BlockProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const { block, entity, page, record } = props;
  const visible = useVisible(props);
  const system = systemFields(entity);
  const isSystem = (field: FieldDefinition) => system.some(({ id }) => id === field.id);
  const title = block.title ? localize(block.title) : t.details;
  if (block.fields) {
    const fields = block.fields.flatMap((id) => visible.find((field) => field.id === id) ?? []);
    return fields.length > 0 ? (
      <Panel title={title}>
        <FieldGrid entity={entity.id} fields={fields} record={record} />
      </Panel>
    ) : null;
  }
  const placed = new Set(page.blocks.flatMap(({ fields }) => fields ?? []));
  const rest = visible.filter((field) => !placed.has(field.id) && shownAs(catalog, field) === "value");
  const own = rest.filter((field) => !isSystem(field));
  return (
    <>
      {own.length > 0 ? (
        <Panel title={title}>
          <FieldGrid entity={entity.id} fields={own} record={record} />
        </Panel>
      ) : null}
      {rest.some(isSystem) ? (
        <Panel title={t.system}>
          <FieldGrid entity={entity.id} fields={rest.filter(isSystem)} record={record} />
        </Panel>
      ) : null}
    </>
  );
}

function FilesBlock(props: BlockProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { block, entity, record } = props;
  const files = useVisible(props).filter((field) => fieldType(field.type).kind(field) === "files");
  if (files.length === 0) return null;
  return (
    <Panel title={block.title ? localize(block.title) : t.files}>
      <FieldGrid entity={entity.id} fields={files} record={record} />
    </Panel>
  );
}

function ListBlock(props: BlockProps) {
  const localize = useLocalize();
  const { catalog } = useAppModel();
  const { block, entity, record, title, readOnly } = props;
  const field = useVisible(props).find(({ id }) => id === block.field);
  if (!field) return null;
  if (shownAs(catalog, field) === "list")
    return <RelatedList entity={entity} field={field} record={record.id} title={title} readOnly={readOnly} />;
  return (
    <Panel title={localize(block.title ?? field.name)}>
      <PageValue field={field} record={record} />
    </Panel>
  );
}

/** A chart of a dashboard over what belongs to the record. */
function ChartBlock({ block, record }: BlockProps) {
  const { id: app, catalog, permission } = useAppModel();
  const dashboard = catalog.find("dashboard", block.dashboard ?? "");
  const card = dashboard?.cards.find(({ id }) => id === block.card);
  if (!dashboard || !card || block.field === undefined || !permission(card.entity).read) return null;
  // Tabs and filters of the dashboard stay where they are.
  const { tab: _tab, ...chart } = card;
  const { kind, id, version, name } = dashboard;
  const alone = {
    ...chart,
    ...(block.title ? { title: block.title } : {}),
    layout: { x: 0, y: 0, w: 12, h: card.layout.h },
  };
  return (
    <Suspense fallback={<PageLoading />}>
      <DashboardView
        app={app}
        catalog={catalog}
        dashboard={{ kind, id, version, name, cards: [alone] }}
        filter={{ "==": [{ var: block.field }, record.id] }}
        live={false}
      />
    </Suspense>
  );
}
