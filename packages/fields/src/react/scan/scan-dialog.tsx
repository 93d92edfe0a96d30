import { CameraOutlined } from "@ant-design/icons";
import { Alert, Button, Modal } from "antd";
import { useRef, useState } from "react";
import { useFieldText } from "../field-services.ts";
import { readCode } from "./read-code.ts";
import { scanText } from "./text.ts";
import { useCamera } from "./use-camera.ts";

/** Scans a code by the camera, or reads it from a photograph. */
export function ScanDialog({
  onCode,
  onClose,
}: {
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}) {
  const say = useFieldText();
  const photo = useRef<HTMLInputElement>(null);
  const { state: camera, video } = useCamera(onCode);
  const [isReading, setReading] = useState(false);
  const [isNothing, setNothing] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setReading(true);
    setNothing(false);
    const code = await codeOf(file);
    setReading(false);
    if (code === undefined) setNothing(true);
    else onCode(code);
  };
  const isOff = camera === "absent" || camera === "refused";
  return (
    <Modal open footer={null} width={420} title={say(scanText.scan)} onCancel={onClose}>
      <div style={{ display: "grid", gap: 12 }}>
        {isOff ? (
          <Alert
            type="info"
            showIcon
            title={say(camera === "refused" ? scanText.refused : scanText.absent)}
          />
        ) : (
          <>
            <video
              ref={video}
              muted
              playsInline
              aria-label={say(scanText.view)}
              style={{
                width: "100%",
                aspectRatio: "4 / 3",
                objectFit: "cover",
                borderRadius: 8,
                background: "#000",
              }}
            />
            <p style={{ margin: 0 }}>{say(camera === "running" ? scanText.hold : scanText.starting)}</p>
          </>
        )}
        {isNothing ? <Alert type="warning" showIcon role="alert" title={say(scanText.nothing)} /> : null}
        <input
          ref={photo}
          hidden
          type="file"
          accept="image/*"
          aria-label={say(scanText.photo)}
          onChange={({ target }) => {
            void read(target.files?.[0]);
            // The same photograph may be chosen again.
            target.value = "";
          }}
        />
        <Button
          type={isOff ? "primary" : "default"}
          icon={<CameraOutlined aria-hidden="true" />}
          loading={isReading}
          onClick={() => photo.current?.click()}
        >
          {say(scanText.photo)}
        </Button>
      </div>
    </Modal>
  );
}

async function codeOf(file: File): Promise<string | undefined> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const code = await readCode(picture);
    picture.close();
    return code;
  } catch {
    // No picture that the browser can read holds no code that it can read.
    return undefined;
  }
}
