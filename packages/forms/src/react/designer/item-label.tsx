import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Input } from "antd";
import { useDesigner } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** The item's name; a click on it renames it in place. */
export function ItemLabel({
  item,
  className,
  isRequired,
}: {
  readonly item: FormItem;
  readonly className: string;
  readonly isRequired?: boolean;
}) {
  const t = useText(designerText);
  const actions = useDesigner();
  const name = actions.nameOf(item);
  if (actions.renaming !== item.id)
    return (
      <span
        className={className}
        title={t.rename}
        onClick={(event) => {
          // With a key held the click chooses more items instead.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.stopPropagation();
          actions.select(item.id);
          actions.startRename(item.id);
        }}
      >
        {isRequired ? (
          <span className="fd-required" aria-hidden="true">
            *{" "}
          </span>
        ) : null}
        {name}
      </span>
    );
  const finish = (text: string) => {
    actions.startRename(undefined);
    if (text.trim() !== "" && text !== name) actions.rename(item, text.trim());
  };
  return (
    <Input
      size="small"
      autoFocus
      aria-label={t.rename}
      defaultValue={name}
      onFocus={(event) => event.target.select()}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") actions.startRename(undefined);
        if (event.key !== "Enter") return;
        finish(event.currentTarget.value);
        // The keyboard goes on from the item, where Enter adds the next one.
        event.currentTarget.closest<HTMLElement>("[data-item]")?.focus();
      }}
    />
  );
}
