import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Input } from "antd";
import { useCurrentDesigner } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** The item's name; a click on it renames it in place. */
export function ItemLabel({
  item,
  name,
  isRenaming,
  className,
  isRequired,
}: {
  readonly item: FormItem;
  readonly name: string;
  readonly isRenaming: boolean;
  readonly className: string;
  readonly isRequired?: boolean;
}) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  if (!isRenaming)
    return (
      <span
        className={className}
        title={t.rename}
        onClick={(event) => {
          // With a key held the click chooses more items instead.
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.stopPropagation();
          designer().select(item.id);
          designer().startRename(item.id);
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
    designer().startRename(undefined);
    if (text.trim() !== "" && text !== name) designer().rename(item, text.trim());
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
        if (event.key === "Escape") designer().startRename(undefined);
        if (event.key !== "Enter") return;
        finish(event.currentTarget.value);
        // The keyboard goes on from the item, where Enter adds the next one.
        event.currentTarget.closest<HTMLElement>("[data-item]")?.focus();
      }}
    />
  );
}
