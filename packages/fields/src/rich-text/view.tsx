import { lazy, Suspense, useMemo } from "react";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { plainText, sanitizeRichText } from "./sanitize.ts";
import { text } from "./text.ts";
import "./rich-text.css";

const RichEditor = lazy(async () => ({ default: (await import("./rich-editor.tsx")).RichEditor }));
const CELL_LENGTH = 200;

function RichTextEditor(props: FieldEditorProps) {
  const say = useFieldText();
  return (
    <Suspense fallback={<div className="rich-text-frame rich-text-input">{say(text.loading)}</div>}>
      <RichEditor {...props} />
    </Suspense>
  );
}

/** The beginning of what it says, on one line. */
function RichTextCell({ value }: FieldDisplayProps) {
  const shown = useMemo(
    () => (typeof value === "string" ? plainText(value).slice(0, CELL_LENGTH).replaceAll("\n", " ") : ""),
    [value],
  );
  return <>{shown}</>;
}

function RichTextValue({ value }: FieldDisplayProps) {
  const html = useMemo(() => (typeof value === "string" ? sanitizeRichText(value) : ""), [value]);
  // Sanitised on the server when it was written, and here again: what stands in a database may be older than its rules.
  // oxlint-disable-next-line react/no-danger
  return <div className="rich-text" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Formatted text. */
export const richTextView = defineFieldView({
  id: "rich-text",
  Editor: RichTextEditor,
  Cell: RichTextCell,
  Value: RichTextValue,
});
