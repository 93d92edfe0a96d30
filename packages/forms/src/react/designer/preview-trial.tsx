import { fillText, listText } from "@mortise/kit";
import type { Catalog, EntityDocument, FormDocument } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Alert } from "antd";
import { useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { FormRenderer } from "../renderer/form-renderer.tsx";
import { designerText } from "./text.ts";

/** What is tried. */
export interface FormTrial {
  readonly values: FormValues;
  /** The record that is changed; a new one when absent. */
  readonly record: string | undefined;
  readonly role: string | undefined;
}

/** What the server says to a trial: it refuses with complaints by field, or shows what would be stored. */
export type TriedForm =
  | { readonly refused: string; readonly errors: Readonly<Record<string, string>> }
  | {
      /** As the role would see it; null when it would not. */
      readonly record: FormValues | null;
      /** Fields that no release has yet: only the browser checked them. */
      readonly leftOut: readonly string[];
      /** No release has the entity: only the browser checked. */
      readonly isNew: boolean;
    };

/** Has the server do everything that it does to a write, but keep it. */
export type TryForm = (trial: FormTrial) => Promise<TriedForm>;

/** The last trial of what a preview was filled with. */
export function useTrial(onTry: TryForm | undefined, of: Pick<FormTrial, "record" | "role">) {
  const key = `${of.role ?? ""} ${of.record ?? ""}`;
  const [last, setLast] = useState<{ readonly key: string; readonly tried: TriedForm }>();
  // What was tried as somebody else says nothing any more.
  const tried = last?.key === key ? last.tried : undefined;
  return {
    tried,
    errors: tried && "errors" in tried ? tried.errors : undefined,
    forget: () => setLast(undefined),
    run: async (values: FormValues): Promise<void> => {
      const outcome = await (onTry?.({ ...of, values }) ?? { record: values, leftOut: [], isNew: true });
      setLast({ key, tried: outcome });
    },
  };
}

/** Brings an outcome into view when it is there: it stands below the form. */
function show(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView?.({ block: "start" });
}

/** Says what came of a trial, and shows what would be stored. */
export function TrialNotice({
  trial: { tried },
  entity,
  form,
  catalog,
}: {
  readonly trial: ReturnType<typeof useTrial>;
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly catalog: Catalog;
}) {
  const t = useText(designerText);
  const localize = useLocalize();
  const locale = useLocale();
  if (!tried) return null;
  if ("refused" in tried)
    return (
      <div className="fd-tried" ref={show}>
        <Alert type="error" showIcon role="alert" title={tried.refused} />
      </div>
    );
  const names = tried.leftOut.map(
    (id) => localize(entity.fields.find((field) => field.id === id)?.name) || id,
  );
  return (
    <section className="fd-tried" aria-label={t.tried} ref={show}>
      <Alert
        type="success"
        showIcon
        role="status"
        title={tried.isNew ? t.triedHere : t.triedThere}
        description={names.length > 0 ? fillText(t.triedWithout, { names: listText(names, locale) }) : null}
      />
      {tried.isNew ? null : tried.record ? (
        <>
          <h4>{t.triedRecord}</h4>
          <FormRenderer mode="view" entity={entity} form={form} catalog={catalog} record={tried.record} />
        </>
      ) : (
        <p>{t.triedUnseen}</p>
      )}
    </section>
  );
}
