import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { DocumentCards } from "./document-cards.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** `/a/:app/build/entities`: the business objects of the app. */
export function EntitiesPage() {
  const t = useText(buildText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  return (
    <DocumentCards
      kind="entity"
      title={t.entities}
      hint={t.entitiesHint}
      createLabel={t.newEntity}
      icon={(document) => (document.kind === "entity" ? document.icon : "table")}
      detail={(document) => {
        if (document.kind !== "entity") return null;
        const parent = document.parent && catalog.find("entity", document.parent.entity);
        const count = fillText(t.fieldsCount, { n: document.fields.length });
        return parent ? `${localize(parent.name)} · ${count}` : count;
      }}
    />
  );
}
