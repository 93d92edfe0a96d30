import {
  type DefinitionDocument,
  type DocumentKind,
  type EntityDocument,
  entityAdditions,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Input, Modal, Select } from "antd";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import type { DraftSession } from "./draft-session.ts";
import { documentPath } from "./document-path.ts";
import { newDocument, type NewKind } from "./new-document.ts";
import { newDocumentId } from "./new-id.ts";
import { poolText } from "./pools/text.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";
import { useMenuNotice } from "./use-menu-notice.tsx";

interface NewDocumentValues {
  readonly zh?: string;
  readonly en?: string;
  readonly entity?: string;
}

/** Asks for a name (and an entity where it needs one), adds the document to the draft and opens it. */
export function NewDocumentDialog({
  kind,
  title,
  onClose,
}: {
  readonly kind: NewKind;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const pools = useText(poolText);
  const localize = useLocalize();
  const navigate = useNavigate();
  const { id: app } = useAppModel();
  const { catalog, session, documents } = useDraft();
  const tellMenu = useMenuNotice();
  const [form] = Form.useForm<NewDocumentValues>();
  const needsEntity = ["form", "view", "flow", "page", "print", "pool"].includes(kind);
  const entities = catalog.all("entity").filter((each) => !each.parent && (kind !== "pool" || each.owned));
  const create = ({ zh = "", en = "", entity = "" }: NewDocumentValues) => {
    const name = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() };
    const id = newDocumentId({ zh: zh.trim(), en: en.trim() }, idsOf(documents, kind));
    const about = catalog.find("entity", entity);
    const document = newDocument(kind, { id, name, entity: about, catalog });
    if (document.kind === "pool") switchPoolOn(session, entity);
    session.put(document);
    if (document.kind === "entity")
      for (const addition of entityAdditions(documents, document)) {
        session.put(addition);
        if (addition.kind === "menu") tellMenu(document, addition);
      }
    onClose();
    void navigate(documentPath(app, `${kind}/${id}`));
  };
  return (
    <Modal
      open
      title={title}
      okText={t.create}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<NewDocumentValues> form={form} layout="vertical" onFinish={create}>
        <Form.Item
          name="zh"
          label={t.nameZh}
          dependencies={["en"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value: unknown) =>
                value || getFieldValue("en") ? Promise.resolve() : Promise.reject(new TypeError(t.enterName)),
            }),
          ]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="en" label={t.nameEn}>
          <Input maxLength={60} />
        </Form.Item>
        {needsEntity ? (
          <Form.Item
            name="entity"
            label={t.entity}
            rules={[{ required: true, message: t.entity }]}
            {...(kind === "pool" ? { extra: pools.entityHint } : {})}
          >
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

/** An entity with pools lets its records be claimed. */
function switchPoolOn(session: DraftSession, id: string): void {
  const entity = session
    .state()
    .documents.find((each): each is EntityDocument => each.kind === "entity" && each.id === id);
  if (entity && !entity.pool) session.put({ ...entity, pool: {} });
}

function idsOf(documents: readonly DefinitionDocument[], kind: DocumentKind): readonly string[] {
  return documents.filter((document) => document.kind === kind).map((document) => document.id);
}
