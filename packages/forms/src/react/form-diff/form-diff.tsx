import { canonicalJson } from "@mortise/kit";
import {
  allItems,
  type EntityDocument,
  type FormDocument,
  type FormItem,
  innerItems,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMemo } from "react";
import { compareForms, type ItemMark } from "../../model/layout/compare-forms.ts";
import { spanOf } from "../../model/layout/pack-rows.ts";
import { itemName } from "../designer/designer-edits.ts";
import "../designer/designer.css";
import "./form-diff.css";
import { formDiffText } from "./text.ts";

/** A form with the entity that it shows; either may be missing in a state. */
export interface FormState {
  readonly form: FormDocument | undefined;
  readonly entity: EntityDocument | undefined;
}

/** Props of `FormDiff`. */
export interface FormDiffProps {
  readonly before: FormState;
  readonly after: FormState;
  /** What the two states are called. */
  readonly names?: { readonly before: string; readonly after: string };
}

type Mark = ItemMark | "removed";

/** Two states of a form side by side, with marks at what was added, changed, moved or taken out. */
export function FormDiff({ before, after, names }: FormDiffProps) {
  const t = useText(formDiffText);
  const marks = useMemo(() => marksOf(before, after), [before, after]);
  return (
    <div className="form-diff">
      <Side title={names?.before ?? t.before} state={before} marks={marks} />
      <Side title={names?.after ?? t.after} state={after} marks={marks} />
    </div>
  );
}

/** The mark of each item; a field whose own settings changed counts as changed wherever it stands. */
function marksOf(before: FormState, after: FormState): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  if (!before.form || !after.form) return marks;
  const compared = compareForms(before.form, after.form);
  for (const item of allItems(after.form.items)) {
    const mark = compared.marks.get(item.id);
    if (mark === "added" || mark === "changed") marks.set(item.id, mark);
    else if (item.type === "field" && fieldText(before, item.field) !== fieldText(after, item.field))
      marks.set(item.id, "changed");
    else if (mark) marks.set(item.id, mark);
  }
  for (const { item } of compared.removed)
    for (const { id } of allItems([item])) if (!marks.has(id)) marks.set(id, "removed");
  return marks;
}

function fieldText({ entity }: FormState, id: string): string {
  return canonicalJson(entity?.fields.find((field) => field.id === id) ?? null);
}

function Side({
  title,
  state: { form, entity },
  marks,
}: {
  readonly title: string;
  readonly state: FormState;
  readonly marks: ReadonlyMap<string, Mark>;
}) {
  const t = useText(formDiffText);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {form ? <Items items={form.items} entity={entity} marks={marks} /> : <p>{t.none}</p>}
    </section>
  );
}

interface ItemsProps {
  readonly items: readonly FormItem[];
  readonly entity: EntityDocument | undefined;
  readonly marks: ReadonlyMap<string, Mark>;
}

function Items({ items, entity, marks }: ItemsProps) {
  const t = useText(formDiffText);
  const localize = useLocalize();
  return (
    <ul className="form-diff-items">
      {items.map((item) => {
        const mark = marks.get(item.id);
        const inner = innerItems(item);
        return (
          <li
            key={item.id}
            className={mark ? `fd-mark-${mark}` : ""}
            style={{ gridColumn: `span ${spanOf(item)}` }}
          >
            <span>{localize(itemName(item, entity?.fields ?? []))}</span>
            {mark ? <b>{t[mark]}</b> : null}
            {inner.length > 0 ? <Items items={inner} entity={entity} marks={marks} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
