import { localize, type LocalizedText } from "@mortise/kit";
import { useMemo } from "react";
import { useLocale } from "./locale-context.tsx";

/**
 * The texts of a component in the current language, by the same keys.
 *
 * @example
 * const text = { save: { zh: "保存", en: "Save" } };
 * const t = useText(text);
 * return <Button>{t.save}</Button>;
 */
export function useText<Key extends string>(
  text: Readonly<Record<Key, LocalizedText>>,
): Readonly<Record<Key, string>> {
  const locale = useLocale();
  return useMemo(() => {
    const entries = Object.entries<LocalizedText>(text).map(([key, value]) => [key, localize(value, locale)]);
    return Object.fromEntries(entries) as Record<Key, string>; // the keys are those of `text`
  }, [text, locale]);
}

/** Returns a function that picks the current language of any text of a document or answer. */
export function useLocalize(): (text: LocalizedText | undefined) => string {
  const locale = useLocale();
  return useMemo(() => (text) => (text ? localize(text, locale) : ""), [locale]);
}
