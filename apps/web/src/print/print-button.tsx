import { PrinterOutlined } from "@ant-design/icons";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { printPageText } from "./text.ts";
import { printAddress, usePrintTemplates } from "./use-print-templates.ts";

/** Prints several records, each on pages of its own; nothing while the entity has no template. */
export function PrintButton({ entity, ids }: { readonly entity: string; readonly ids: readonly string[] }) {
  const t = useText(printPageText);
  const localize = useLocalize();
  const navigate = useNavigate();
  const { id: app } = useAppModel();
  const templates = usePrintTemplates(entity);
  if (templates.length === 0) return null;
  const items = templates.map((template) => ({
    key: template.id,
    label: localize(template.name),
    onClick: () => void navigate(printAddress(app, template.id, ids)),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<PrinterOutlined aria-hidden="true" />}>{t.print}</Button>
    </Dropdown>
  );
}
