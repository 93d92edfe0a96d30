import { type Locale, LOCALES, matchLocale } from "@mortise/kit";
import { create } from "zustand";

const STORAGE_KEY = "mortise.locale";

function firstLocale(): Locale {
  const stored = globalThis.localStorage?.getItem(STORAGE_KEY);
  return LOCALES.find((locale) => locale === stored) ?? matchLocale(globalThis.navigator?.language);
}

interface LocaleState {
  readonly locale: Locale;
  /** The signed-in person's zone; the browser's when undefined. */
  readonly timeZone: string | undefined;
  readonly setLocale: (locale: Locale) => void;
  readonly setTimeZone: (zone: string) => void;
}

/** The language of this browser, remembered across visits and before sign-in. */
export const useLocaleStore = create<LocaleState>((set) => ({
  locale: firstLocale(),
  timeZone: undefined,
  setLocale: (locale) => {
    globalThis.localStorage?.setItem(STORAGE_KEY, locale);
    set({ locale });
  },
  setTimeZone: (timeZone) => set({ timeZone }),
}));
