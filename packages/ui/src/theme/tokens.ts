/** Colours of the product: pine green for what acts, warm wood for the identity, calm greys for the rest. */
export const colors = {
  accent: "#17695f",
  accentSoft: "#e6f1ee",
  wood: "#c58a4a",
  woodSoft: "#f7efe4",
  ink: "#1c2422",
  inkSoft: "#5c6663",
  inkFaint: "#8a938f",
  line: "#e5e8e5",
  canvas: "#f5f6f4",
  paper: "#ffffff",
  danger: "#c2412d",
  warning: "#b7791f",
  success: "#2f855a",
  info: "#2b6cb0",
} as const;

/** System CJK fonts first; the bundled Noto Sans SC is loaded only where none of them exists. */
export const FONT_FAMILY =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif';

/** Width in CSS pixels below which the product lays itself out for a phone. */
export const PHONE_WIDTH = 768;
