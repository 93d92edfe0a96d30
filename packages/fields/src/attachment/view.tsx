import { CloseOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { dataSizeText, fillText } from "@mortise/kit";
import { Button } from "antd";
import { useRef } from "react";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { numberSetting } from "../setting-values.ts";
import type { FileValue } from "../file-value.ts";
import { acceptOf, attachmentField, fileList } from "./index.ts";
import { text } from "./text.ts";
import { useUploads } from "../react/use-uploads.ts";

function AttachmentEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const say = useFieldText();
  const input = useRef<HTMLInputElement>(null);
  const { busy, problems, add } = useUploads(attachmentField, props);
  const files = fileList(value);
  const most = numberSetting(field, "maxCount", 10);
  const remove = (id: string): void => {
    const left = files.filter((file) => file.id !== id);
    onChange(left.length === 0 ? null : left);
  };
  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!disabled) void add([...event.dataTransfer.files]);
      }}
    >
      <FileRows files={files} {...(disabled ? {} : { onRemove: remove })} />
      <input
        ref={input}
        {...(props.id === undefined ? {} : { id: props.id })}
        type="file"
        hidden
        multiple={most > 1}
        accept={acceptOf(field)}
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        icon={<UploadOutlined />}
        loading={busy}
        disabled={disabled || files.length >= most}
        danger={props.error === true}
        size={props.size ?? "middle"}
        onClick={() => input.current?.click()}
        onBlur={() => props.onBlur?.()}
      >
        {say(busy ? text.uploading : text.upload)}
      </Button>
      {problems.length === 0 ? null : (
        <div role="alert" style={{ color: "#a3232b", marginTop: 4 }}>
          {problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </div>
      )}
    </div>
  );
}

interface FileRowsProps {
  readonly files: readonly FileValue[];
  readonly onRemove?: (id: string) => void;
}

function FileRows({ files, onRemove }: FileRowsProps) {
  const { fileUrl, locale } = useFieldServices();
  const say = useFieldText();
  return (
    <>
      {files.map((file) => (
        <div key={file.id} style={{ display: "flex", gap: 6, alignItems: "center", minHeight: 28 }}>
          <PaperClipOutlined aria-hidden="true" />
          {fileUrl ? (
            <a
              href={fileUrl(file)}
              target="_blank"
              rel="noopener noreferrer"
              style={{ overflowWrap: "anywhere" }}
            >
              {file.name}
            </a>
          ) : (
            <span style={{ overflowWrap: "anywhere" }}>{file.name}</span>
          )}
          <span style={{ opacity: 0.55, fontSize: 12, whiteSpace: "nowrap" }}>
            {dataSizeText(file.size, locale)}
          </span>
          {onRemove ? (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={fillText(say(text.remove), { name: file.name })}
              onClick={() => onRemove(file.id)}
            />
          ) : null}
        </div>
      ))}
    </>
  );
}

function AttachmentCell({ value }: FieldDisplayProps) {
  const files = fileList(value);
  const [first] = files;
  if (!first) return null;
  return <>{files.length === 1 ? first.name : `${first.name} +${files.length - 1}`}</>;
}

function AttachmentValue({ value }: FieldDisplayProps) {
  return <FileRows files={fileList(value)} />;
}

/** Files of a record. */
export const attachmentView = defineFieldView({
  id: "attachment",
  Editor: AttachmentEditor,
  Cell: AttachmentCell,
  Value: AttachmentValue,
});
