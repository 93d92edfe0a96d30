import { fillText } from "@mortise/kit";
import type { DefinitionDocument, PoolDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useParams } from "react-router";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { DocumentCards } from "./document-cards.tsx";
import type { NewKind } from "./new-document.ts";
import { poolText } from "./pools/text.ts";
import { LAYOUT_ICONS } from "./views/layout-choice.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

type Word = keyof typeof buildText;

interface DocumentsOfKind {
  readonly kind: NewKind;
  readonly title: Word;
  readonly hint?: Word;
  readonly create: Word;
  readonly icon: (document: DefinitionDocument) => string;
}

/** What is designed, by the folder in the address. */
const KINDS: Readonly<Record<string, DocumentsOfKind>> = {
  forms: { kind: "form", title: "forms", create: "newForm", icon: () => "form" },
  views: {
    kind: "view",
    title: "viewsTitle",
    create: "newView",
    icon: (document) => (document.kind === "view" ? LAYOUT_ICONS[document.layout] : "table"),
  },
  flows: { kind: "flow", title: "flows", create: "newFlow", icon: () => "flow" },
  pages: { kind: "page", title: "pages", hint: "pagesHint", create: "newPage", icon: () => "document" },
  prints: { kind: "print", title: "prints", hint: "printsHint", create: "newPrint", icon: () => "file" },
  pools: { kind: "pool", title: "pools", hint: "poolsHint", create: "newPool", icon: () => "pool" },
  dashboards: { kind: "dashboard", title: "dashboards", create: "newDashboard", icon: () => "chart" },
};

/** `/a/:app/build/forms`, `views`, `flows`, `pages`, `prints`, `pools`, `dashboards`: what there is to design. */
export function DocumentsPage() {
  const t = useText(buildText);
  const words = useText(poolText);
  const localize = useLocalize();
  const { kind: folder = "" } = useParams();
  const { catalog } = useDraft();
  const found = Object.hasOwn(KINDS, folder) ? KINDS[folder] : undefined;
  if (!found) return <NotFoundPage />;
  const { kind, title, hint, create, icon } = found;
  return (
    <DocumentCards
      key={kind}
      {...{ kind, icon }}
      title={t[title]}
      {...(hint ? { hint: t[hint] } : {})}
      createLabel={t[create]}
      detail={(document) => {
        if (!("entity" in document)) return null;
        const entity = localize(catalog.find("entity", document.entity)?.name);
        return document.kind === "pool" ? poolDetail(document, entity, words) : entity;
      }}
    />
  );
}

/** Whose records a pool has, and whether they are taken back. */
function poolDetail(
  { recycling }: PoolDocument,
  entity: string,
  words: Readonly<Record<"rulesCount" | "noRecycling", string>>,
): string {
  const isOn = recycling?.enabled === true && recycling.rules.length > 0;
  return fillText(isOn ? words.rulesCount : words.noRecycling, { entity, n: recycling?.rules.length ?? 0 });
}
