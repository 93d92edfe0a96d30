import { FileExcelOutlined, InboxOutlined } from "@ant-design/icons";
import { dataSizeText, fillText } from "@mortise/kit";
import { useLocale, useText } from "@mortise/ui";
import { Alert, Button, Spin, Upload } from "antd";
import { useState } from "react";
import { wizardText } from "./text.ts";

interface UploadStepProps {
  readonly isBusy: boolean;
  readonly onFile: (file: File) => Promise<unknown>;
}

const KINDS = [".xlsx", ".xls", ".csv", ".txt", ".tsv", ".xlsb", ".ods"];

function isTable({ name }: File): boolean {
  return KINDS.some((kind) => name.toLowerCase().endsWith(kind));
}

interface FileChoiceProps {
  readonly files: readonly File[];
  readonly onChoose: (file: File) => void;
}

/** Each file has columns of its own, so one is imported at a time: which? */
function FileChoice({ files, onChoose }: FileChoiceProps) {
  const t = useText(wizardText);
  const locale = useLocale();
  return (
    <Alert
      type="info"
      showIcon
      role="alert"
      className="iw-several"
      title={fillText(t.severalFiles, { count: String(files.length) })}
      description={
        <ul className="iw-files" aria-label={t.chooseFile}>
          {files.map((file, index) => (
            <li key={`${index} ${file.name}`}>
              <Button block icon={<FileExcelOutlined />} onClick={() => onChoose(file)}>
                <span className="iw-file-name">{file.name}</span>
                <span className="iw-file-size">{dataSizeText(file.size, locale)}</span>
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Takes the file, dragged or chosen; of several, the one that is chosen then. A file of another kind is refused by name; what else is wrong is shown above. */
export function UploadStep({ isBusy, onFile }: UploadStepProps) {
  const t = useText(wizardText);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const [several, setSeveral] = useState<readonly File[]>([]);
  const take = (file: File): void => {
    setSeveral([]);
    setRefused(isTable(file) ? undefined : file.name);
    // A refusal of the server is shown by the wizard.
    if (isTable(file)) onFile(file).catch(() => undefined);
  };
  const takeAll = (files: readonly File[]): void => {
    const tables = files.filter(isTable);
    const [first = files[0]] = tables;
    if (tables.length < 2 && first) take(first);
    else {
      setRefused(undefined);
      setSeveral(tables);
    }
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
      {several.length > 0 ? <FileChoice files={several} onChoose={take} /> : null}
      <Upload.Dragger
        name="file"
        aria-label={t.file}
        // The browser's dialog offers these; a dropped file of another kind must not vanish without a word.
        accept={{ format: KINDS.join(","), filter: "native" }}
        // Only one is taken, but whoever brings several is asked which.
        multiple
        showUploadList={false}
        beforeUpload={(file, files) => {
          if (file === files[0]) takeAll(files);
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
