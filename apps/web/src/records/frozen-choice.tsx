import { fillText } from "@mortise/kit";
import { MOST_FROZEN } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Select } from "antd";
import { recordsText } from "./text.ts";

/** Chooses how many columns of a table stay in sight while scrolling sideways. */
export function FrozenChoice({
  value,
  onChange,
  size = "middle",
}: {
  readonly value: number;
  readonly onChange: (frozen: number) => void;
  readonly size?: "small" | "middle";
}) {
  const t = useText(recordsText);
  return (
    <Select
      aria-label={t.frozen}
      size={size}
      value={value}
      onChange={onChange}
      popupMatchSelectWidth={false}
      options={Array.from({ length: MOST_FROZEN + 1 }, (_unused, n) => ({
        value: n,
        label: n === 0 ? t.noFrozen : fillText(t.firstColumns, { n }),
      }))}
    />
  );
}
