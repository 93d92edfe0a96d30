import type { Locale } from "@mortise/kit";
import { createContext, type ReactNode, useContext, useMemo } from "react";

interface LocaleState {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly setLocale: (locale: Locale) => void;
}

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const LocaleContext = createContext<LocaleState>({
  locale: "zh",
  timeZone: browserZone(),
  setLocale: () => undefined,
});

/** Props of `LocaleProvider`; `timeZone` is an IANA name and defaults to the browser's. */
export interface LocaleProviderProps {
  readonly locale: Locale;
  readonly timeZone?: string | undefined;
  readonly onLocaleChange?: ((locale: Locale) => void) | undefined;
  readonly children: ReactNode;
}

/** Sets the language and time zone of everything below. */
export function LocaleProvider({ locale, timeZone, onLocaleChange, children }: LocaleProviderProps) {
  const state = useMemo(
    () => ({ locale, timeZone: timeZone ?? browserZone(), setLocale: onLocaleChange ?? (() => undefined) }),
    [locale, timeZone, onLocaleChange],
  );
  return <LocaleContext value={state}>{children}</LocaleContext>;
}

/** The language in which the surrounding page is shown; Chinese outside a provider. */
export function useLocale(): Locale {
  return useContext(LocaleContext).locale;
}

/** The IANA time zone in which dates are shown. */
export function useTimeZone(): string {
  return useContext(LocaleContext).timeZone;
}

/** Switches the language of the whole product. */
export function useSetLocale(): (locale: Locale) => void {
  return useContext(LocaleContext).setLocale;
}
