import { type DocumentChange, type DocumentKey, documentTitle } from "@mortise/metadata";
import type { LocalizedText } from "@mortise/kit";
import { missingFilters } from "@mortise/reports";
import type { Services } from "../services.ts";

/** A public link of a dashboard that a change closes. */
export interface BoardLinkImpact {
  readonly document: DocumentKey;
  readonly kind: "board-link";
  readonly text: LocalizedText;
}

/** The public links of dashboards that go, or that lose a filter which the link sets. */
export async function boardLinkImpact(
  { store: { releases, boardLinks } }: Pick<Services, "store">,
  app: string,
  changes: readonly DocumentChange[],
): Promise<readonly BoardLinkImpact[]> {
  const touched = new Set(changes.map(({ document }) => document));
  const links = (await boardLinks.list(app)).filter(({ dashboard }) => touched.has(`dashboard/${dashboard}`));
  if (links.length === 0) return [];
  const { catalog } = releases.current(app);
  const { documents } = await releases.draft(app);
  return links.flatMap(({ dashboard: id, name, choices }): readonly BoardLinkImpact[] => {
    const drafted = documents.find(({ document }) => document.kind === "dashboard" && document.id === id);
    const next = drafted?.document.kind === "dashboard" ? drafted.document : undefined;
    if (next && missingFilters(next, choices).length === 0) return [];
    const before = catalog.find("dashboard", id);
    const title = before ? documentTitle(before) : { zh: id, en: id };
    const text = next
      ? {
          zh: `公开链接“${name}”固定的筛选已从${title.zh}删除，链接将关闭`,
          en: `The public link “${name}” sets a filter that ${title.en} loses: it will be closed`,
        }
      : {
          zh: `公开链接“${name}”将随${title.zh}失效`,
          en: `The public link “${name}” goes with ${title.en}`,
        };
    return [{ document: `dashboard/${id}`, kind: "board-link", text }];
  });
}
