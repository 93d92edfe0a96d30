import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Locale } from "@mortise/kit";
import { useLocale, useSetLocale, useText } from "@mortise/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useSession } from "./session.ts";
import { sessionText } from "./text.ts";

/** Switches the language at once, here and on the person's account. */
export function LanguageSwitch() {
  const api = useApi();
  const locale = useLocale();
  const setLocale = useSetLocale();
  const queryClient = useQueryClient();
  const t = useText(sessionText);
  const { me } = useSession();
  const change = (next: Locale) => {
    setLocale(next);
    // Some answers hold words in the language they were asked in: names on charts, causes on timelines.
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "draft" });
    // The browser already shows the new language; the account follows when the server can be reached.
    if (me) void api.call(routes.updateMe, { body: { locale: next } }).catch(() => undefined);
  };
  return (
    <Segmented<Locale>
      size="small"
      aria-label={t.language}
      value={locale}
      onChange={change}
      options={[
        { value: "zh", label: "中文" },
        { value: "en", label: "English" },
      ]}
    />
  );
}
