import { InboxOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Alert, Spin, Upload } from "antd";
import { useState } from "react";
import { wizardText } from "./text.ts";

interface UploadStepProps {
  readonly isBusy: boolean;
  readonly onFile: (file: File) => Promise<unknown>;
}

const KINDS = [".xlsx", ".xls", ".csv", ".txt", ".tsv", ".xlsb", ".ods"];

/** Takes the file, dragged or chosen. A file of another kind is refused by name; what else is wrong is shown above. */
export function UploadStep({ isBusy, onFile }: UploadStepProps) {
  const t = useText(wizardText);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const take = (file: File): void => {
    const fits = KINDS.some((kind) => file.name.toLowerCase().endsWith(kind));
    setRefused(fits ? undefined : file.name);
    // A refusal of the server is shown by the wizard.
    if (fits) onFile(file).catch(() => undefined);
  };
  return (
    <Spin spinning={isBusy}>
      {refused === undefined ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={fillText(t.wrongKind, { file: refused, kinds: KINDS.join(t.separator) })}
        />
      )}
      <Upload.Dragger
        name="file"
        aria-label={t.file}
        // The browser's dialog offers these; a dropped file of another kind must not vanish without a word.
        accept={{ format: KINDS.join(","), filter: "native" }}
        multiple={false}
        showUploadList={false}
        beforeUpload={(file) => {
          take(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t.drop}</p>
        <p className="ant-upload-hint">{t.dropHint}</p>
      </Upload.Dragger>
    </Spin>
  );
}
