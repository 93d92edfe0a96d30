import { QrcodeOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { QRCode } from "antd";
import JsBarcode from "jsbarcode";
import { useEffect, useRef } from "react";
import { ComputedEditor } from "../react/computed-editor.tsx";
import { useFieldPlace } from "../react/field-place.ts";
import { useFieldServices, useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { textSetting } from "../setting-values.ts";
import { text } from "./text.ts";

const LATIN = /^[\u0020-\u007e]+$/;
const SIZE = 128;

/** What the code says: the address of the record, or the text of the field. */
function useCodeText({ field, value }: FieldDisplayProps): string {
  const { recordUrl } = useFieldServices();
  const place = useFieldPlace();
  const plain = typeof value === "string" ? value : "";
  const isLink = textSetting(field, "source", "field") === "record";
  return isLink && place && recordUrl && plain !== "" ? recordUrl(place.entity, plain) : plain;
}

function LineCode({ content }: { readonly content: string }) {
  const say = useFieldText();
  const svg = useRef<SVGSVGElement>(null);
  const isLatin = LATIN.test(content);
  useEffect(() => {
    if (svg.current && isLatin)
      JsBarcode(svg.current, content, {
        format: "CODE128",
        height: 56,
        width: 1.6,
        displayValue: false,
        margin: 8,
      });
  }, [content, isLatin]);
  if (!isLatin) return <span>{fillText(say(text.latinOnly), { text: content })}</span>;
  return (
    <svg
      ref={svg}
      role="img"
      aria-label={content}
      style={{ maxWidth: "100%", height: "auto", background: "#fff" }}
    />
  );
}

function CodeValue(props: FieldDisplayProps) {
  const say = useFieldText();
  const content = useCodeText(props);
  const isLink = textSetting(props.field, "source", "field") === "record";
  if (content === "") return null;
  const isLine = textSetting(props.field, "form", "qr") === "code128";
  return (
    <span style={{ display: "inline-flex", flexDirection: "column", gap: 4, alignItems: "flex-start" }}>
      {isLine ? (
        <LineCode content={content} />
      ) : (
        <QRCode value={content} size={SIZE} type="svg" bordered={false} bgColor="#fff" color="#000" />
      )}
      <span style={{ overflowWrap: "anywhere", fontVariantNumeric: "tabular-nums" }}>
        {isLink ? say(text.scan) : content}
      </span>
    </span>
  );
}

/** A list shows what the code says: drawn small it could not be scanned. */
function CodeCell({ field, value }: FieldDisplayProps) {
  const say = useFieldText();
  if (typeof value !== "string") return null;
  const isLink = textSetting(field, "source", "field") === "record";
  return (
    <>
      <QrcodeOutlined aria-hidden="true" style={{ opacity: 0.55 }} /> {isLink ? say(text.link) : value}
    </>
  );
}

function CodeEditor(props: FieldEditorProps) {
  return props.value === null || props.value === "" ? (
    <ComputedEditor {...props} />
  ) : (
    <CodeValue {...props} />
  );
}

/** A code to be scanned. */
export const barcodeView = defineFieldView({
  id: "barcode",
  Editor: CodeEditor,
  Cell: CodeCell,
  Value: CodeValue,
});
