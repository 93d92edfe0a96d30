import { SignatureOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useRef, useState } from "react";
import { fileList } from "../attachment/index.ts";
import { PictureRow, PictureStrip } from "../image/picture-row.tsx";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { switchSetting } from "../setting-values.ts";
import { hasLastSignature, keepSignature, lastSignature } from "../react/last-signature.ts";
import { SignaturePad, type SignaturePadHandle } from "./signature-pad.tsx";
import { text } from "./text.ts";

/** Stores the picture and keeps it for the next time. */
function useSignatureUpload(onChange: FieldEditorProps["onChange"]) {
  const { upload } = useFieldServices();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const store = async (picture: Blob | undefined): Promise<boolean> => {
    if (!picture) return false;
    setState("busy");
    try {
      onChange([await upload(new File([picture], "signature.png", { type: "image/png" }))]);
      keepSignature(picture);
      setState("idle");
      return true;
    } catch {
      setState("failed");
      return false;
    }
  };
  return { state, store };
}

function SignatureEditor(props: FieldEditorProps) {
  const { field, value, onChange, disabled = false } = props;
  const say = useFieldText();
  const [isOpen, setOpen] = useState(false);
  const [isDrawn, setDrawn] = useState(false);
  const pad = useRef<SignaturePadHandle>(null);
  const { state, store } = useSignatureUpload(onChange);
  const files = fileList(value);
  const finish = async (picture: Promise<Blob | undefined> | undefined): Promise<void> => {
    if (await store(await picture)) setOpen(false);
  };
  const mayReuse = switchSetting(field, "reuse", true) && hasLastSignature();
  return (
    <div style={{ display: "grid", gap: 8, justifyItems: "start" }}>
      <PictureRow files={files} size={96} whole {...(disabled ? {} : { onRemove: () => onChange(null) })} />
      <Button
        {...(props.id === undefined ? {} : { id: props.id })}
        icon={<SignatureOutlined />}
        disabled={disabled}
        danger={props.error === true}
        size={props.size ?? "middle"}
        onClick={() => setOpen(true)}
        onBlur={() => props.onBlur?.()}
      >
        {say(files.length === 0 ? text.sign : text.again)}
      </Button>
      <Modal
        open={isOpen}
        title={say(text.title)}
        destroyOnHidden
        onCancel={() => setOpen(false)}
        footer={
          <div style={{ display: "flex", flexWrap: "wrap", gap: 8, justifyContent: "flex-end" }}>
            {mayReuse ? (
              <Button loading={state === "busy"} onClick={() => void finish(lastSignature())}>
                {say(text.reuse)}
              </Button>
            ) : null}
            <Button disabled={!isDrawn} onClick={() => pad.current?.undo()}>
              {say(text.undo)}
            </Button>
            <Button disabled={!isDrawn} onClick={() => pad.current?.clear()}>
              {say(text.clear)}
            </Button>
            <Button
              type="primary"
              disabled={!isDrawn}
              loading={state === "busy"}
              onClick={() => void finish(pad.current?.picture())}
            >
              {say(text.done)}
            </Button>
          </div>
        }
      >
        <SignaturePad ref={pad} label={say(text.hint)} onDrawn={setDrawn} />
        <div role={state === "failed" ? "alert" : undefined} style={{ opacity: 0.75, marginTop: 4 }}>
          {say(state === "failed" ? text.failed : text.hint)}
        </div>
      </Modal>
    </div>
  );
}

function SignatureCell({ value }: FieldDisplayProps) {
  const files = fileList(value);
  return files.length === 0 ? null : <PictureStrip files={files} />;
}

function SignatureValue({ value }: FieldDisplayProps) {
  return <PictureRow files={fileList(value)} size={120} whole />;
}

/** A signature. */
export const signatureView = defineFieldView({
  id: "signature",
  Editor: SignatureEditor,
  Cell: SignatureCell,
  Value: SignatureValue,
});
