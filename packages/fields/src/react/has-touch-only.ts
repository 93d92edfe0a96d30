/** Whether fingers are the only pointer: pickers then keep the on-screen keyboard away. */
export function hasTouchOnly(): boolean {
  return typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
}
