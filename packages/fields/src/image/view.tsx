import { CameraOutlined, PictureOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";
import { fileList } from "../attachment/index.ts";
import { useUploads } from "../react/use-uploads.ts";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { switchSetting } from "../setting-values.ts";
import { imageField, mostPictures } from "./index.ts";
import { PictureRow, PictureStrip } from "./picture-row.tsx";
import { shrinkPicture } from "../react/shrink-picture.ts";
import { useStamp } from "../react/photo-stamp/use-stamp.ts";
import { text } from "./text.ts";

function ImageEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const say = useFieldText();
  const input = useRef<HTMLInputElement>(null);
  const { busy, problems, add } = useUploads(imageField, props);
  const { unmarked, stamp } = useStamp(field);
  const [shrinking, setShrinking] = useState(false);
  const files = fileList(value);
  const most = mostPictures(field);
  const cameraOnly = switchSetting(field, "cameraOnly");
  const isBusy = busy || shrinking;
  const take = async (given: readonly File[]): Promise<void> => {
    setShrinking(true);
    const stamped = await stamp(given);
    const isShrunk = switchSetting(field, "compress", true);
    const ready = isShrunk ? await Promise.all(stamped.map(shrinkPicture)) : stamped;
    setShrinking(false);
    await add(ready);
  };
  const remove = (id: string): void => {
    const left = files.filter((file) => file.id !== id);
    onChange(left.length === 0 ? null : left);
  };
  return (
    <div
      style={{ display: "grid", gap: 8, justifyItems: "start" }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!disabled && !cameraOnly) void take([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (!disabled && !cameraOnly && pasted.length > 0) void take(pasted);
      }}
    >
      <PictureRow files={files} size={72} {...(disabled ? {} : { onRemove: remove })} />
      <input
        ref={input}
        {...(props.id === undefined ? {} : { id: props.id })}
        type="file"
        hidden
        accept="image/*"
        multiple={most > 1 && !cameraOnly}
        {...(cameraOnly ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        icon={cameraOnly ? <CameraOutlined /> : <PictureOutlined />}
        loading={isBusy}
        disabled={disabled || files.length >= most}
        danger={props.error === true}
        size={props.size ?? "middle"}
        onClick={() => input.current?.click()}
        onBlur={() => props.onBlur?.()}
      >
        {say(isBusy ? text.adding : cameraOnly ? text.take : text.add)}
      </Button>
      {problems.length + unmarked.length === 0 ? null : (
        <div role="alert" style={{ color: "#a3232b" }}>
          {[...unmarked, ...problems].map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </div>
      )}
    </div>
  );
}

function ImageCell({ value }: FieldDisplayProps) {
  const files = fileList(value);
  return files.length === 0 ? null : <PictureStrip files={files} />;
}

function ImageValue({ value }: FieldDisplayProps) {
  return <PictureRow files={fileList(value)} size={96} />;
}

/** Pictures of a record. */
export const imageView = defineFieldView({
  id: "image",
  Editor: ImageEditor,
  Cell: ImageCell,
  Value: ImageValue,
});
