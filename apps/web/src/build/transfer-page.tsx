import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { PageHeader, Panel, useText } from "@mortise/ui";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { AppFilePicker } from "./app-file-picker.tsx";
import { historyText } from "./history-text.ts";
import { ImportReviewPanel } from "./import-review.tsx";

/** `/a/:app/build/transfer`: the app as a file, out and in. */
export function TransferPage() {
  const t = useText(historyText);
  const [archive, setArchive] = useState<unknown>(undefined);
  return (
    <div className="page page-narrow">
      <PageHeader title={t.transfer} description={t.transferHint} />
      <ExportPanel />
      <Panel title={t.importInto}>
        <p className="palette-note">{t.importHint}</p>
        <AppFilePicker onRead={setArchive} />
      </Panel>
      {archive === undefined ? null : (
        <ImportReviewPanel archive={archive} onDone={() => setArchive(undefined)} />
      )}
    </div>
  );
}

function ExportPanel() {
  const t = useText(historyText);
  const api = useApi();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const [samples, setSamples] = useState(false);
  const run = useMutation({
    mutationFn: () => api.call(routes.exportApp, { params: { app }, body: { samples } }),
    onSuccess: (archive) => saveFile(`${app}.mortise.json`, JSON.stringify(archive)),
    onError: (error) => message.error(errorMessage(error)),
  });
  return (
    <Panel title={t.export}>
      <p className="palette-note">{t.exportHint}</p>
      <div className="export-line">
        <Checkbox checked={samples} onChange={(event) => setSamples(event.target.checked)}>
          {t.withSamples}
        </Checkbox>
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
          {t.export}
        </Button>
      </div>
      {run.error ? <Alert type="error" showIcon title={errorMessage(run.error)} /> : null}
    </Panel>
  );
}

function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
