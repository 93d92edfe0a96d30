import { type DocumentChange, type DocumentKey, documentTitle } from "@mortise/metadata";
import type { LocalizedText } from "@mortise/kit";
import type { Services } from "../services.ts";

/** Another system whose token used an entity lately that a change takes away or makes different. */
export interface ClientImpact {
  readonly document: DocumentKey;
  readonly kind: "client";
  readonly text: LocalizedText;
}

/** Tokens that used an entity within 30 days of which fields or options go, get another key or type, or are tightened. */
export async function clientImpact(
  { store, tokenUses }: Services,
  app: string,
  changes: readonly DocumentChange[],
): Promise<readonly ClientImpact[]> {
  const touched = new Set(changes.filter(concernsClients).map(({ document }) => document));
  const { catalog } = store.releases.current(app);
  const entities = catalog.all("entity").filter(({ id }) => touched.has(`entity/${id}`));
  const uses = await tokenUses.recent(
    app,
    entities.map(({ id }) => id),
  );
  return uses.flatMap(({ name, entity, lastUsedAt }) => {
    const document = catalog.find("entity", entity);
    if (!document) return [];
    const title = documentTitle(document);
    const day = lastUsedAt.slice(0, 10);
    return [
      {
        document: `entity/${entity}`,
        kind: "client",
        text: {
          zh: `接口令牌“${name}”在用${title.zh}（最近 ${day}）`,
          en: `The API token “${name}” uses ${title.en} (last on ${day})`,
        },
      },
    ];
  });
}

function concernsClients({ document, type, subject }: DocumentChange): boolean {
  if (!document.startsWith("entity/")) return false;
  if (type === "removed") return true;
  if (subject?.part === "field") return subject.aspect !== undefined;
  return subject?.part === "option" && subject.off === true;
}
