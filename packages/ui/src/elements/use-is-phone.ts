import { useSyncExternalStore } from "react";
import { PHONE_WIDTH } from "../theme/tokens.ts";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener("change", changed);
      return () => media?.removeEventListener("change", changed);
    },
    () => window.matchMedia?.(query).matches ?? false,
    () => false,
  );
}

/** Whether the window is as narrow as a phone; follows the window's size. */
export function useIsPhone(): boolean {
  return useMedia(`(max-width: ${PHONE_WIDTH - 1}px)`);
}

/** Whether the screen is mainly touched: then an on-screen keyboard comes with the focus of a field. */
export function useIsTouched(): boolean {
  return useMedia("(pointer: coarse)");
}
