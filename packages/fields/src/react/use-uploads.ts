import { fillText, localize } from "@mortise/kit";
import { useEffect, useRef, useState } from "react";
import type { FieldType } from "../field-type.ts";
import { useFieldServices } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { fileList } from "../attachment/index.ts";
import { text } from "../attachment/text.ts";

/** Uploads one file after another; a file that does not fit or fails leaves the others untouched. */
export function useUploads(
  type: FieldType,
  { field, value, onChange }: Pick<FieldEditorProps, "field" | "value" | "onChange">,
): {
  busy: boolean;
  /** What was wrong with each file that was not taken. */
  problems: readonly string[];
  add: (files: readonly File[]) => Promise<void>;
} {
  const services = useFieldServices();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const current = useRef(fileList(value));
  useEffect(() => {
    current.current = fileList(value);
  }, [value]);
  const addOne = async (file: File): Promise<string | undefined> => {
    const preview = { id: "new", name: file.name, size: file.size, type: file.type };
    const check = type.parse([...current.current, preview], field);
    if (!check.ok) return localize(check.error, services.locale);
    try {
      current.current = [...current.current, await services.upload(file)];
      onChange(current.current);
      return undefined;
    } catch {
      return fillText(localize(text.failed, services.locale), { name: file.name });
    }
  };
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setProblems([]);
    for (const file of files) {
      const failure = await addOne(file);
      if (failure !== undefined) setProblems((before) => [...before, failure]);
    }
    setBusy(false);
  };
  return { busy, problems, add };
}
