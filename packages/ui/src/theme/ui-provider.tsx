import type { Locale } from "@mortise/kit";
import { App, ConfigProvider } from "antd";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useEffect } from "react";
import { useFocusReturn } from "../elements/use-focus-return.ts";
import { useReducedMotion } from "../elements/use-media.ts";
import { LocaleProvider } from "../locale/locale-context.tsx";
import { lightTheme, stillTheme } from "./theme.ts";

/** Props of `UiProvider`. */
export interface UiProviderProps {
  readonly locale: Locale;
  readonly timeZone?: string | undefined;
  readonly onLocaleChange?: ((locale: Locale) => void) | undefined;
  readonly children: ReactNode;
}

/** Theme, language and message/modal hosts for everything below; one per page. */
export function UiProvider({ locale, timeZone, onLocaleChange, children }: UiProviderProps) {
  dayjs.locale(locale === "zh" ? "zh-cn" : "en");
  useFocusReturn();
  const isStill = useReducedMotion();
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  }, [locale]);
  return (
    <LocaleProvider locale={locale} timeZone={timeZone} onLocaleChange={onLocaleChange}>
      <ConfigProvider
        theme={isStill ? stillTheme : lightTheme}
        locale={locale === "zh" ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
      >
        <App message={{ maxCount: 3 }}>{children}</App>
      </ConfigProvider>
    </LocaleProvider>
  );
}
