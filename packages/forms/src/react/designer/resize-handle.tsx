import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { spanOf } from "../../model/layout/pack-rows.ts";
import { SpanHandle } from "../span-handle/span-handle.tsx";
import { useCurrentDesigner } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** The right edge of an item. */
export function ResizeHandle({ item }: { readonly item: FormItem }) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  return (
    <SpanHandle
      className="fd-resize"
      label={t.resize}
      span={spanOf(item)}
      own="[role=listitem]"
      grid=".fd-grid"
      onResize={(span) => designer().resize(item, span)}
    />
  );
}
