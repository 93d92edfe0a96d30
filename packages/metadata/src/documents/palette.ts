/** The colours that options have and that rules give to records; how they look is the design system's choice. */
export const OPTION_COLORS = [
  "blue",
  "green",
  "gold",
  "red",
  "purple",
  "cyan",
  "orange",
  "magenta",
  "lime",
  "geekblue",
  "volcano",
  "gray",
] as const;

/** One of {@link OPTION_COLORS}. */
export type OptionColor = (typeof OPTION_COLORS)[number];
