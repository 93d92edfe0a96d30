import { localize } from "@mortise/kit";
import type { OptionColor } from "@mortise/metadata";
import type { CSSProperties } from "react";
import type { FieldOption } from "../option-list.ts";
import { useFieldServices } from "./field-services.ts";

/** How the colours of the option palette look: soft ground, dark letters, contrast above 4.5. */
export const OPTION_TINTS: Readonly<
  Record<OptionColor, { readonly ground: string; readonly ink: string; readonly dot: string }>
> = {
  blue: { ground: "#e6f0ff", ink: "#1a4fa3", dot: "#3b7ded" },
  green: { ground: "#e6f6ea", ink: "#1f6b34", dot: "#3fa35c" },
  gold: { ground: "#fdf3d7", ink: "#7a5300", dot: "#d9a21b" },
  red: { ground: "#fde8e8", ink: "#a3232b", dot: "#dc4a50" },
  purple: { ground: "#f1e9fd", ink: "#5c2f9e", dot: "#8d5bd6" },
  cyan: { ground: "#e0f5f6", ink: "#0d6068", dot: "#24a3ad" },
  orange: { ground: "#fdeedd", ink: "#8f4300", dot: "#e5842e" },
  magenta: { ground: "#fce6f1", ink: "#98205f", dot: "#d9468f" },
  lime: { ground: "#f0f7d8", ink: "#4d6100", dot: "#93b51f" },
  geekblue: { ground: "#e8eafd", ink: "#3238a3", dot: "#5a63dc" },
  volcano: { ground: "#fde9e2", ink: "#98340f", dot: "#e0633a" },
  gray: { ground: "#eef0f2", ink: "#4a525b", dot: "#8a949e" },
};

const SHAPE: CSSProperties = {
  display: "inline-block",
  padding: "0 8px",
  borderRadius: 10,
  fontSize: 12,
  lineHeight: "20px",
  whiteSpace: "nowrap",
  maxWidth: "100%",
  overflow: "hidden",
  textOverflow: "ellipsis",
  verticalAlign: "middle",
};

const STYLES: ReadonlyMap<OptionColor, CSSProperties> = new Map(
  // Keys of the record above are the palette itself.
  (Object.keys(OPTION_TINTS) as OptionColor[]).map((color) => {
    const { ground, ink } = OPTION_TINTS[color];
    return [color, { ...SHAPE, background: ground, color: ink }];
  }),
);

/** An option as a coloured tag; a key without an option is shown in grey. */
export function OptionTag({
  option,
  optionKey,
}: {
  readonly option: FieldOption | undefined;
  readonly optionKey: string;
}) {
  const { locale } = useFieldServices();
  return (
    <span style={STYLES.get(option?.color ?? "gray")}>
      {option ? localize(option.name, locale) || optionKey : optionKey}
    </span>
  );
}
