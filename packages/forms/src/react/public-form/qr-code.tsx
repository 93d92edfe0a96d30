import { useText } from "@mortise/ui";
import { Button, Form } from "antd";
import QRCode from "qrcode";
import { useEffect, useState } from "react";
import { designerText } from "../designer/text.ts";

/** The QR code of an address, to look at and to download. */
export function QrCode({ address }: { readonly address: string }) {
  const t = useText(designerText);
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void QRCode.toDataURL(address, { margin: 1, width: 180 }).then((url) => {
      if (isCurrent) setImage(url);
    });
    return () => {
      isCurrent = false;
    };
  }, [address]);
  return (
    <Form.Item label={t.qr}>
      {image ? <img src={image} alt={t.qr} width={180} height={180} /> : null}
      <div style={{ display: "flex", gap: 8, marginTop: 8, flexWrap: "wrap" }}>
        <Button onClick={() => void saveQr(address, "png")}>{t.savePng}</Button>
        <Button onClick={() => void saveQr(address, "svg")}>{t.saveSvg}</Button>
      </div>
    </Form.Item>
  );
}

/** Pixels: 10 cm at 300 dots per inch. */
const PRINT_WIDTH = 1_200;

async function saveQr(address: string, type: "png" | "svg"): Promise<void> {
  const look = { margin: 2, width: PRINT_WIDTH, errorCorrectionLevel: "Q" } as const;
  const url =
    type === "png"
      ? await QRCode.toDataURL(address, look)
      : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await QRCode.toString(address, { ...look, type }))}`;
  const link = document.createElement("a");
  link.href = url;
  link.download = `${new URL(address).pathname.slice("/f/".length)}.${type}`;
  link.click();
}
