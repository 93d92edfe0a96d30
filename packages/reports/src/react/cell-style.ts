import type { CSSProperties } from "react";
import type { CellLook, RuleColor } from "../model/cell-look.ts";

/** Grounds of rules, thin enough for letters of both themes. */
export const RULE_GROUNDS: Readonly<Record<RuleColor, string>> = {
  red: "#d6453d",
  orange: "#e07b39",
  gold: "#d9a520",
  green: "#3a9a5f",
  blue: "#3f7fc4",
  purple: "#8a5fc0",
};

const RULE_STRENGTH = 30;
const BAR_STRENGTH = 28;
const MOST_SHADE = 62;

/** A cell's ground in CSS. */
export function cellStyle(look: CellLook | undefined): CSSProperties | undefined {
  if (look?.rule) return { background: thinned(RULE_GROUNDS[look.rule], RULE_STRENGTH) };
  if (look?.shade) return { background: thinned(look.shade.color, look.shade.share * MOST_SHADE) };
  if (!look?.bar) return undefined;
  const { from, length, color } = look.bar;
  const [start, end] = [from, from + length].map((share) => `${(share * 100).toFixed(1)}%`);
  const ground = thinned(color, BAR_STRENGTH);
  return {
    background: `linear-gradient(to right, transparent ${start}, ${ground} ${start} ${end}, transparent ${end})`,
    backgroundSize: "100% 70%",
    backgroundPosition: "center",
    backgroundRepeat: "no-repeat",
  };
}

function thinned(color: string, percent: number): string {
  return `color-mix(in srgb, ${color} ${percent.toFixed(0)}%, transparent)`;
}
