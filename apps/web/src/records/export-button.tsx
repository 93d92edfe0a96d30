import { DownloadOutlined } from "@ant-design/icons";
import { useIsPhone, useText } from "@mortise/ui";
import { Button } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { exportText } from "./export-text.ts";
import type { ListPage } from "./use-list-page.ts";

/** Writes what the list shows to a file, for those who may. */
export function ExportButton({ page }: { readonly page: ListPage }) {
  const t = useText(exportText);
  const phone = useIsPhone();
  const { export: mayExport } = useAppModel().permission(page.entity.id);
  const [isOpen, setOpen] = useState(false);
  if (!mayExport) return null;
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden="true" />}
        aria-label={phone ? t.export : undefined}
        onClick={() => setOpen(true)}
      >
        {phone ? null : t.export}
      </Button>
      {isOpen ? <ExportDialog page={page} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
