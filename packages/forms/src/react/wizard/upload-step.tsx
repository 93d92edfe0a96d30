import { InboxOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Spin, Upload } from "antd";
import { wizardText } from "./text.ts";

interface UploadStepProps {
  readonly isBusy: boolean;
  readonly onFile: (file: File) => Promise<unknown>;
}

/** Takes the file, dragged or chosen. What is wrong with it is shown above the steps. */
export function UploadStep({ isBusy, onFile }: UploadStepProps) {
  const t = useText(wizardText);
  return (
    <Spin spinning={isBusy}>
      <Upload.Dragger
        name="file"
        aria-label={t.file}
        accept=".xlsx,.xls,.csv,.txt,.tsv,.xlsb,.ods"
        multiple={false}
        showUploadList={false}
        beforeUpload={(file) => {
          // A refusal is shown by the wizard.
          onFile(file).catch(() => undefined);
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
