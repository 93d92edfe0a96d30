import { fieldsOn } from "@mortise/forms";
import { fillText, localize } from "@mortise/kit";
import type { FormItem, FormPagesItem } from "@mortise/metadata";
import { type ReactNode, useState } from "react";
import type { FormItemsProps } from "./form-items-props.ts";

/** One page at a time, as tabs or as steps. The page of the first complaint comes forward. */
export function FormPages({
  item,
  locale,
  t,
  problems,
  first,
  onCheck,
  children,
}: FormItemsProps & {
  readonly item: FormPagesItem;
  readonly children: (items: readonly FormItem[]) => ReactNode;
}) {
  const [chosen, choose] = useState<string>();
  const pages = item.items;
  const current = pages.find(({ id }) => id === chosen) ?? pages[0];
  const wrong = (page: { readonly items: readonly FormItem[] }) =>
    fieldsOn(page.items).some((field) => problems[field] !== undefined);
  const [seen, setSeen] = useState(first);
  if (first !== seen) {
    setSeen(first);
    const broken = pages.find((page) => first !== undefined && fieldsOn(page.items).includes(first.field));
    if (broken) choose(broken.id);
  }
  if (!current) return null;
  const isSteps = item.look === "steps";
  const at = pages.indexOf(current);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return (
    <div data-unfinished={(isSteps && after !== undefined) || undefined}>
      {isSteps ? (
        <p className="step" aria-live="polite">
          {fillText(t.stepOf, { n: at + 1, all: pages.length })} · <b>{localize(current.title, locale)}</b>
          <progress value={at + 1} max={pages.length} aria-hidden="true" />
        </p>
      ) : (
        <div className="tabs" role="tablist">
          {pages.map((page) => (
            <button
              key={page.id}
              type="button"
              role="tab"
              aria-selected={page === current}
              data-invalid={wrong(page) || undefined}
              onClick={() => choose(page.id)}
            >
              {localize(page.title, locale)}
            </button>
          ))}
        </div>
      )}
      {pages.map((page) => (
        <div key={page.id} hidden={page !== current} {...(isSteps ? {} : { role: "tabpanel" })}>
          {children(page.items)}
        </div>
      ))}
      {isSteps ? (
        <div className="moves">
          {before ? (
            <button type="button" className="plain" onClick={() => choose(before.id)}>
              {t.back}
            </button>
          ) : null}
          {after ? (
            <button
              type="button"
              className="next"
              data-next
              onClick={() => {
                if (onCheck(fieldsOn(current.items))) choose(after.id);
              }}
            >
              {t.next}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
