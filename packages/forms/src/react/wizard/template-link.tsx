import { DownloadOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { wizardText } from "./text.ts";

/** For those who have no list yet: a workbook that the import recognises by itself. */
export function TemplateLink({ app, entity }: { readonly app: string; readonly entity: string }) {
  const t = useText(wizardText);
  const api = useApi();
  return (
    <p className="iw-template">
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        href={api.url(routes.importTemplate, { params: { app, entity } })}
        download
      >
        {t.template}
      </Button>
      <span>{t.templateHint}</span>
    </p>
  );
}
