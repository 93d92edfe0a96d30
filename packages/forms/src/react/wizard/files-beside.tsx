import { DeleteOutlined, FileZipOutlined } from "@ant-design/icons";
import { dataSizeText, fillText, listText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Button, Upload } from "antd";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

interface FilesBesideProps {
  readonly job: ImportJob;
  /** Fields that hold files. */
  readonly fields: readonly FieldDefinition[];
  readonly isBusy: boolean;
  readonly onFile: (file: File) => Promise<unknown>;
  readonly onRemove: () => Promise<unknown>;
}

/** The archive of files that cells of the list name: added, seen, taken away. */
export function FilesBeside({ job, fields, isBusy, onFile, onRemove }: FilesBesideProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const locale = useLocale();
  const names = listText(
    fields.map(({ name }) => localize(name)),
    locale,
  );
  const { files } = job;
  return (
    <section className="iw-packed" aria-label={t.packed}>
      <FileZipOutlined aria-hidden="true" />
      {files ? (
        <>
          <span className="iw-file-name" role="status">
            {fillText(t.packedFiles, {
              name: files.name,
              count: files.count,
              size: dataSizeText(files.size, locale),
            })}
          </span>
          <Button
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={fillText(t.removePacked, { name: files.name })}
            disabled={isBusy}
            onClick={() => void onRemove().catch(() => undefined)}
          />
        </>
      ) : (
        <span>{fillText(t.packedHint, { fields: names })}</span>
      )}
      <Upload
        accept={{ format: ".zip", filter: "native" }}
        showUploadList={false}
        disabled={isBusy}
        beforeUpload={(file) => {
          // A refusal of the server is shown by the wizard.
          onFile(file).catch(() => undefined);
          return false;
        }}
      >
        <Button loading={isBusy}>{files ? t.replacePacked : t.addPacked}</Button>
      </Upload>
    </section>
  );
}
