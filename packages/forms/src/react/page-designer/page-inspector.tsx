import { DeleteOutlined } from "@ant-design/icons";
import type { PageBlock, PageTab } from "@mortise/metadata";
import { HeldSettings, useLocalize, useText } from "@mortise/ui";
import { Button, Form, Select } from "antd";
import { BLOCK_NAMES, blockName } from "../../model/page/block-offers.ts";
import { valueFields } from "../../model/page/default-page.ts";
import { changeBlock, removeBlock, removeTab } from "../../model/page/page-edits.ts";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { MatchSettings } from "./match-settings.tsx";
import { usePageDesigner } from "./page-designer-context.ts";
import { PhoneOrder } from "./phone-order.tsx";
import { pageText } from "./text.ts";

/** Settings of the chosen block, or of the tab and the page when none is. */
export function PageInspector({ tab }: { readonly tab: PageTab | undefined }) {
  const { page, selected, holders } = usePageDesigner();
  const block = page.blocks.find(({ id }) => id === selected);
  return (
    <Form layout="vertical" className="pd-inspector">
      {block ? (
        <HeldSettings element={block.id} holders={holders}>
          <BlockSettings key={block.id} block={block} />
        </HeldSettings>
      ) : (
        <PageSettings tab={tab} />
      )}
    </Form>
  );
}

/** The fields of the entity that stand as values. */
function useValueFields(): readonly { readonly value: string; readonly label: string }[] {
  const localize = useLocalize();
  const { page, catalog } = usePageDesigner();
  const entity = catalog.find("entity", page.entity);
  const fields = entity ? valueFields(catalog, entity) : [];
  return fields.map(({ id, name }) => ({ value: id, label: localize(name) }));
}

function BlockSettings({ block }: { readonly block: PageBlock }) {
  const t = useText(pageText);
  const { page, catalog, run, select } = usePageDesigner();
  const options = useValueFields();
  const { title: _title, ...untitled } = block;
  const { fields: _fields, ...restOfFields } = block;
  const hasTitle = block.type === "fields" || block.type === "files" || block.type === "table";
  return (
    <>
      <h3>{t.blockSettings}</h3>
      {hasTitle || block.type === "chart" || block.type === "match" ? (
        <LocalizedInput
          labels={{ zh: t.titleZh, en: t.titleEn }}
          value={block.title}
          fallback={hasTitle ? BLOCK_NAMES[block.type] : blockName(catalog, page, untitled)}
          onChange={(title) =>
            run(changeBlock(page, title ? { ...block, title } : untitled), `title/${block.id}`)
          }
        />
      ) : null}
      {block.type === "fields" ? (
        <Form.Item label={t.fields}>
          <Select
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t.fields}
            placeholder={t.restOfFields}
            options={[...options]}
            value={[...(block.fields ?? [])]}
            onChange={(fields: string[]) =>
              run(changeBlock(page, fields.length > 0 ? { ...block, fields } : restOfFields))
            }
          />
        </Form.Item>
      ) : null}
      {block.type === "match" ? <MatchSettings block={block} /> : null}
      <RolesChoice
        label={t.blockRoles}
        value={block.roles}
        onChange={(roles) => {
          const { roles: _roles, ...forAll } = block;
          run(changeBlock(page, roles ? { ...block, roles } : forAll));
        }}
      />
      <Button
        danger
        icon={<DeleteOutlined aria-hidden="true" />}
        onClick={() => {
          run(removeBlock(page, block.id));
          select(undefined);
        }}
      >
        {t.remove}
      </Button>
    </>
  );
}

function PageSettings({ tab }: { readonly tab: PageTab | undefined }) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  const options = useValueFields();
  return (
    <>
      <h3>{t.pageSettings}</h3>
      <Form.Item label={t.keyFields}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.keyFields}
          options={[...options]}
          value={[...page.keyFields]}
          onChange={(keyFields: string[]) => run({ ...page, keyFields })}
        />
      </Form.Item>
      <RolesChoice
        label={t.pageRoles}
        value={page.roles}
        onChange={(roles) => {
          const { roles: _roles, ...forAll } = page;
          run(roles ? { ...page, roles } : forAll);
        }}
      />
      {tab && page.tabs.length > 1 ? <TabSettings tab={tab} /> : null}
      {tab ? <PhoneOrder tab={tab.id} /> : null}
    </>
  );
}

function TabSettings({ tab }: { readonly tab: PageTab }) {
  const t = useText(pageText);
  const { page, run } = usePageDesigner();
  return (
    <>
      <h3>{t.tabSettings}</h3>
      <LocalizedInput
        labels={{ zh: t.nameZh, en: t.nameEn }}
        value={tab.name}
        onChange={(name = { zh: "", en: "" }) =>
          run(
            { ...page, tabs: page.tabs.map((each) => (each.id === tab.id ? { ...each, name } : each)) },
            `tab/${tab.id}`,
          )
        }
      />
      <Form.Item>
        <Button
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          onClick={() => run(removeTab(page, tab.id))}
        >
          {t.removeTab}
        </Button>
      </Form.Item>
    </>
  );
}

function RolesChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[] | undefined;
  /** Undefined for everybody. */
  readonly onChange: (roles: readonly string[] | undefined) => void;
}) {
  const t = useText(pageText);
  const localize = useLocalize();
  const { catalog } = usePageDesigner();
  return (
    <Form.Item label={label} extra={t.rolesHint}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        allowClear
        aria-label={label}
        placeholder={t.everybody}
        options={catalog.all("role").map(({ id, name }) => ({ value: id, label: localize(name) }))}
        value={[...(value ?? [])]}
        onChange={(roles: string[]) => onChange(roles.length > 0 ? roles : undefined)}
      />
    </Form.Item>
  );
}
