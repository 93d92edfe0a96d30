import { findFieldType } from "@mortise/fields";
import type { PageBlock } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { changeBlock } from "../../model/page/page-edits.ts";
import { MatchEditor, NEW_MATCH } from "../rules/match-editor.tsx";
import { usePageDesigner } from "./page-designer-context.ts";
import { pageText } from "./text.ts";
import "../rules/rules.css";

/** What a list of matching records shows: of which entity, what has to be the same, which of its fields. */
export function MatchSettings({ block }: { readonly block: PageBlock }) {
  const t = useText(pageText);
  const localize = useLocalize();
  const { page, catalog, run } = usePageDesigner();
  const own = catalog.find("entity", page.entity);
  const listed = catalog.find("entity", block.entity ?? "");
  const { columns: _columns, ...usual } = block;
  const entities = catalog.all("entity").filter(({ parent }) => !parent);
  return (
    <>
      <Form.Item label={t.matchEntity}>
        <Select
          aria-label={t.matchEntity}
          showSearch={{ optionFilterProp: "label" }}
          value={block.entity ?? null}
          options={entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(entity: string | null) => {
            if (entity !== null && entity !== block.entity)
              run(changeBlock(page, { ...usual, entity, match: [NEW_MATCH] }));
          }}
        />
      </Form.Item>
      {listed && own ? (
        <>
          <Form.Item>
            <MatchEditor
              entity={listed.id}
              match={block.match ?? []}
              fields={own.fields}
              catalog={catalog}
              onChange={(match) => run(changeBlock(page, { ...block, match }), `match/${block.id}`)}
            />
          </Form.Item>
          <Form.Item label={t.fields}>
            <Select
              mode="multiple"
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              aria-label={t.fields}
              placeholder={t.usualFields}
              value={[...(block.columns ?? [])]}
              options={listed.fields
                .filter(
                  (field) =>
                    field.id !== listed.titleField && findFieldType(field.type)?.column(field) != null,
                )
                .map(({ id, name }) => ({ value: id, label: localize(name) }))}
              onChange={(columns: string[]) =>
                run(changeBlock(page, columns.length > 0 ? { ...block, columns } : usual))
              }
            />
          </Form.Item>
        </>
      ) : null}
    </>
  );
}
