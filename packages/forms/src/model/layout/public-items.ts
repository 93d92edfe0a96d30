import { isPlainObject } from "@mortise/kit";
import {
  type FormButtonAction,
  type FormItem,
  type FormLink,
  isContainer,
  withInnerItems,
} from "@mortise/metadata";

/**
 * A form's items as visitors get them: fields that are asked for, and nothing that looks at others. Pages of other systems
 * stay inside, as do buttons that work something out.
 */
export function publicItems(items: readonly FormItem[], asked: ReadonlySet<string>): readonly FormItem[] {
  return items.flatMap((item): readonly FormItem[] => {
    if (item.type === "field") return asked.has(item.field) ? [item] : [];
    if (item.type === "frame") return [];
    if (item.type === "button") {
      const action = publicAction(item.action, asked);
      return action ? [{ ...item, action }] : [];
    }
    return [isContainer(item) ? withInnerItems(item, publicItems(item.items, asked)) : item];
  });
}

function publicAction(action: FormButtonAction, asked: ReadonlySet<string>): FormButtonAction | undefined {
  if (action.type === "link") return { ...action, ...publicLink(action, asked) };
  const set = action.set.filter(({ field, value }) => asked.has(field) && !isPlainObject(value));
  return set.length > 0 ? { ...action, set } : undefined;
}

function publicLink({ parameters }: FormLink, asked: ReadonlySet<string>): Partial<FormLink> {
  if (!parameters) return {};
  return {
    parameters: Object.fromEntries(Object.entries(parameters).filter(([, field]) => asked.has(field))),
  };
}
