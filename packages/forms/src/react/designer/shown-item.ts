import type { ElementHolder } from "@mortise/ui";
import type { FieldDefinition, FormItem } from "@mortise/metadata";
import type { ItemMark } from "../../model/layout/compare-forms.ts";
import type { DesignerActions } from "./designer-context.ts";

/** All that the canvas shows of an item besides what the item says itself. */
export interface ShownItem {
  readonly name: string;
  /** The definition of the field that the item places. */
  readonly field: FieldDefinition | undefined;
  readonly isSelected: boolean;
  readonly isChosen: boolean;
  /** Nothing else is chosen. */
  readonly isAlone: boolean;
  readonly isRenaming: boolean;
  readonly problem: string | undefined;
  readonly mark: ItemMark | undefined;
  /** Who else is at it. */
  readonly holder: ElementHolder | undefined;
  /** The side of the item at which a drag would land. */
  readonly side: string;
}

/** What the canvas shows of an item now. */
export function shownItem(item: FormItem, actions: DesignerActions): ShownItem {
  const { target, chosen } = actions;
  return {
    name: actions.nameOf(item),
    field: item.type === "field" ? actions.fields.find(({ id }) => id === item.field) : undefined,
    isSelected: actions.selected === item.id,
    isChosen: chosen.has(item.id),
    isAlone: chosen.size === 1 && chosen.has(item.id),
    isRenaming: actions.renaming === item.id,
    problem: actions.problemOf(item.id),
    mark: actions.markOf(item.id),
    holder: actions.holderOf(item.id),
    side: target && target.kind !== "into" && target.id === item.id ? target.kind : "",
  };
}

/** Whether two descriptions of how something looks are the same, property by property. */
export function looksSame<Look extends object>(before: Look, after: Look): boolean {
  // The keys are those of the type.
  const keys = Object.keys(after) as (keyof Look)[];
  return keys.every((key) => before[key] === after[key]);
}
