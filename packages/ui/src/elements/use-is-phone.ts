import { PHONE_WIDTH } from "../theme/tokens.ts";
import { useMedia } from "./use-media.ts";

/** Whether the window is as narrow as a phone; follows the window's size. */
export function useIsPhone(): boolean {
  return useMedia(`(max-width: ${PHONE_WIDTH - 1}px)`);
}

/** Whether the screen is mainly touched: then an on-screen keyboard comes with the focus of a field. */
export function useIsTouched(): boolean {
  return useMedia("(pointer: coarse)");
}
