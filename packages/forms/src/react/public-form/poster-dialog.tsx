import { useText } from "@mortise/ui";
import { Alert, Button, ColorPicker, Flex, Form, Input, Modal, Upload } from "antd";
import { useEffect, useRef, useState } from "react";
import { drawPoster, POSTER_SIZE, type PosterContent } from "./draw-poster.ts";
import { publicFormText } from "./text.ts";

interface PosterDialogProps {
  readonly address: string;
  readonly start: Pick<PosterContent, "title" | "subtitle" | "color">;
  readonly onClose: () => void;
}

/** A poster with the QR code of a form, to download as a picture or to print. */
export function PosterDialog({ address, start, onClose }: PosterDialogProps) {
  const t = useText(publicFormText);
  const [content, setContent] = useState<PosterContent>({ ...start, address, hint: t.posterScan });
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // Drawing waits for the code; what was drawn for an earlier text is drawn over.
    if (canvas.current) void drawPoster(canvas.current, content);
  }, [content]);
  const set = (changes: Partial<PosterContent>) => setContent((current) => ({ ...current, ...changes }));
  const picture = (): string => canvas.current?.toDataURL("image/png") ?? "";
  return (
    <Modal
      open
      width={820}
      title={t.poster}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => printPicture(picture())}>{t.posterPrint}</Button>
          <Button type="primary" onClick={() => savePicture(picture(), content.title)}>
            {t.posterSave}
          </Button>
        </>
      }
    >
      <Flex gap={24} wrap>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t.posterPreview.replace("{title}", content.title)}
          style={{
            width: 300,
            maxWidth: "100%",
            aspectRatio: `${POSTER_SIZE.width} / ${POSTER_SIZE.height}`,
            border: "1px solid #d8ddd9",
            borderRadius: 6,
            margin: "0 auto",
          }}
        />
        <div style={{ flex: "1 1 260px", minWidth: 0 }}>
          <PosterFields content={content} onChange={set} />
        </div>
      </Flex>
    </Modal>
  );
}

interface PosterFieldsProps {
  readonly content: PosterContent;
  readonly onChange: (changes: Partial<PosterContent>) => void;
}

function PosterFields({ content, onChange }: PosterFieldsProps) {
  const t = useText(publicFormText);
  const [isBad, setBad] = useState(false);
  const choose = async (file: File): Promise<void> => {
    try {
      onChange({ logo: await createImageBitmap(file) });
      setBad(false);
    } catch {
      setBad(true);
    }
  };
  return (
    <Form layout="vertical" component={false}>
      {(["title", "subtitle", "hint"] as const).map((key) => {
        const label = { title: t.posterTitle, subtitle: t.posterSubtitle, hint: t.posterHint }[key];
        return (
          <Form.Item key={key} label={label}>
            <Input
              aria-label={label}
              maxLength={80}
              value={content[key]}
              onChange={({ target }) => onChange({ [key]: target.value })}
            />
          </Form.Item>
        );
      })}
      <Form.Item label={t.posterColor}>
        <ColorPicker
          disabledAlpha
          value={content.color}
          onChange={(color) => onChange({ color: color.toHexString() })}
        >
          <Button aria-label={t.posterColor} style={{ background: content.color, width: 64 }} />
        </ColorPicker>
      </Form.Item>
      <Form.Item label={t.posterLogo}>
        <Flex gap={8} wrap>
          <Upload
            accept="image/*"
            showUploadList={false}
            beforeUpload={(file) => {
              void choose(file);
              return false;
            }}
          >
            <Button>{t.posterChooseLogo}</Button>
          </Upload>
          {content.logo ? (
            <Button onClick={() => onChange({ logo: undefined })}>{t.posterNoLogo}</Button>
          ) : null}
        </Flex>
        {isBad ? <Alert type="error" title={t.posterBadLogo} style={{ marginTop: 8 }} /> : null}
      </Form.Item>
    </Form>
  );
}

function savePicture(url: string, title: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = `${title.replace(/[\\/:*?"<>|]/g, " ").trim() || "poster"}.png`;
  link.click();
}

/** Prints the picture on a sheet of its own, from a frame that goes when it is printed. */
function printPicture(url: string): void {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;width:0;height:0;border:0";
  frame.srcdoc = `<style>@page{size:A4;margin:0}body{margin:0}img{width:100vw;height:100vh;object-fit:contain}</style><img alt="" src="${url}">`;
  frame.addEventListener("load", () => {
    frame.contentWindow?.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow?.print();
  });
  document.body.append(frame);
}
