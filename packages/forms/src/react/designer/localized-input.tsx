import type { LocalizedText } from "@mortise/kit";
import { Form, Input } from "antd";

interface LocalizedInputProps {
  readonly labels: { readonly zh: string; readonly en: string };
  readonly value: LocalizedText | undefined;
  /** Shown where nothing is typed: what counts then. */
  readonly fallback?: LocalizedText | undefined;
  readonly isLong?: boolean;
  /** Undefined when both are empty. */
  readonly onChange: (value: LocalizedText | undefined) => void;
}

/** A text in both languages, one box under the other; a missing translation is marked. */
export function LocalizedInput({ labels, value, fallback, isLong, onChange }: LocalizedInputProps) {
  const current = value ?? { zh: "", en: "" };
  const Box = isLong ? Input.TextArea : Input;
  const set = (changes: Partial<LocalizedText>) => {
    const next = { ...current, ...changes };
    onChange(next.zh === "" && next.en === "" ? undefined : next);
  };
  return (
    <>
      {(["zh", "en"] as const).map((locale) => {
        const isMissing = current[locale] === "" && current[locale === "zh" ? "en" : "zh"] !== "";
        return (
          <Form.Item
            key={locale}
            label={labels[locale]}
            {...(isMissing ? { validateStatus: "warning" as const } : {})}
          >
            <Box
              aria-label={labels[locale]}
              value={current[locale]}
              placeholder={fallback?.[locale]}
              onChange={(event) => set({ [locale]: event.target.value })}
            />
          </Form.Item>
        );
      })}
    </>
  );
}
