import { useText } from "@mortise/ui";
import { App, Button, Form, Input } from "antd";
import QRCode from "qrcode";
import { useEffect, useState } from "react";
import { designerText } from "../designer/text.ts";

/** The ways to a public form: link, QR code and code for web pages. */
export function PublicShare({ slug }: { readonly slug: string }) {
  const t = useText(designerText);
  const address = `${window.location.origin}/f/${slug}`;
  return (
    <>
      <CopyLine label={t.link} value={address} />
      <QrCode address={address} />
      <CopyLine label={t.snippet} value={snippet(address)} />
      <CopyLine label={t.scriptSnippet} value={scriptSnippet(slug)} />
    </>
  );
}

function snippet(address: string): string {
  return `<iframe src="${address}" style="width:100%;border:0;min-height:560px" title="form"></iframe>`;
}

/** Code that puts the form on a page with the height it needs, and hands parameters of the page's address on. */
function scriptSnippet(slug: string): string {
  return `<script async src="${window.location.origin}/embed/form.js" data-form="${slug}"></script>`;
}

function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(designerText);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    void message.success(t.copied);
  };
  return (
    <Form.Item label={label}>
      <div style={{ display: "flex", gap: 8 }}>
        <Input readOnly aria-label={label} value={value} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>{t.copy}</Button>
      </div>
    </Form.Item>
  );
}

function QrCode({ address }: { readonly address: string }) {
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
  link.download = `${address.slice(address.lastIndexOf("/") + 1)}.${type}`;
  link.click();
}
