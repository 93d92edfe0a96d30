import type { Catalog } from "../catalog.ts";
import type { ViewDocument } from "../documents/view.ts";
import type { DocumentChange } from "./change.ts";
import type { Impact } from "./impact.ts";
import { touchedBy } from "./touched.ts";
import { usesOf } from "./uses.ts";

/** A view that one person keeps for themselves. */
export interface OwnView {
  readonly account: string;
  readonly view: ViewDocument;
}

/**
 * How many people keep views of their own that use what changes remove, retype or tighten. Whose they are and what they
 * are called is nobody else's business. `catalog` is the state before the changes.
 */
export function personalViewImpact(
  changes: readonly DocumentChange[],
  catalog: Catalog,
  views: readonly OwnView[],
): readonly Impact[] {
  const touched = changes.flatMap((change) => touchedBy(change, catalog));
  if (touched.length === 0) return [];
  const used = views.map(({ account, view }) => ({ account, view, uses: usesOf(view, catalog) }));
  return touched
    .filter(({ kinds }) => kinds?.includes("view") ?? true)
    .flatMap((thing) => {
      const { document, what } = thing;
      const whose = used.filter(({ uses }) => uses.some((use) => thing.isUsedBy(use)));
      const people = new Set(whose.map(({ account }) => account));
      if (people.size === 0) return [];
      const text = {
        zh: `${people.size} 人的个人视图用到了${what.zh}`,
        en: `Personal views of ${people.size} ${people.size === 1 ? "person" : "people"} use ${what.en}`,
      };
      return [{ document, kind: "personal-view", text }];
    });
}
