import { useLocalize, useText } from "@mortise/ui";
import { useParams } from "react-router";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { DocumentCards } from "./document-cards.tsx";
import { LAYOUT_ICONS } from "./views/layout-choice.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** `/a/:app/build/forms`, `flows`, `dashboards`: what there is to design. */
export function DocumentsPage() {
  const t = useText(buildText);
  const localize = useLocalize();
  const { kind = "" } = useParams();
  const { catalog } = useDraft();
  const entityName = (id: string) => localize(catalog.find("entity", id)?.name);
  if (kind === "forms")
    return (
      <DocumentCards
        kind="form"
        title={t.forms}
        createLabel={t.newForm}
        icon={() => "form"}
        detail={(document) => (document.kind === "form" ? entityName(document.entity) : null)}
      />
    );
  if (kind === "views")
    return (
      <DocumentCards
        kind="view"
        title={t.viewsTitle}
        createLabel={t.newView}
        icon={(document) => (document.kind === "view" ? LAYOUT_ICONS[document.layout] : "table")}
        detail={(document) => (document.kind === "view" ? entityName(document.entity) : null)}
      />
    );
  if (kind === "flows")
    return (
      <DocumentCards
        kind="flow"
        title={t.flows}
        createLabel={t.newFlow}
        icon={() => "flow"}
        detail={(document) => (document.kind === "flow" ? entityName(document.entity) : null)}
      />
    );
  if (kind === "pages")
    return (
      <DocumentCards
        kind="page"
        title={t.pages}
        hint={t.pagesHint}
        createLabel={t.newPage}
        icon={() => "document"}
        detail={(document) => (document.kind === "page" ? entityName(document.entity) : null)}
      />
    );
  if (kind === "prints")
    return (
      <DocumentCards
        kind="print"
        title={t.prints}
        hint={t.printsHint}
        createLabel={t.newPrint}
        icon={() => "file"}
        detail={(document) => (document.kind === "print" ? entityName(document.entity) : null)}
      />
    );
  if (kind === "dashboards")
    return (
      <DocumentCards
        kind="dashboard"
        title={t.dashboards}
        createLabel={t.newDashboard}
        icon={() => "chart"}
      />
    );
  return <NotFoundPage />;
}
