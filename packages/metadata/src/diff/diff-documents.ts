import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import {
  type DefinitionDocument,
  type DocumentKey,
  type DocumentKind,
  documentKey,
  type DocumentOf,
} from "../documents/document.ts";
import { storedDocument } from "../resolve-sources.ts";
import { ChangeList, type DocumentChange, isSame } from "./change.ts";
import { diffApp } from "./diff-app.ts";
import type { DiffContext } from "./diff-context.ts";
import { diffDashboard } from "./diff-dashboard.ts";
import { diffEntity } from "./diff-entity.ts";
import { diffFlow } from "./diff-flow.ts";
import { diffForm } from "./diff-form.ts";
import { diffMenu } from "./diff-menu.ts";
import { diffPage } from "./diff-page.ts";
import { diffPool } from "./diff-pool.ts";
import { diffPrint } from "./diff-print.ts";
import { diffRole } from "./diff-role.ts";
import { diffView } from "./diff-view.ts";
import { underNewKeys } from "./key-changes.ts";

type Differ<Kind extends DocumentKind> = (
  before: DocumentOf<Kind>,
  after: DocumentOf<Kind>,
  list: ChangeList,
  context: DiffContext,
) => void;

const DIFFERS: { readonly [Kind in DocumentKind]: Differ<Kind> } = {
  app: diffApp,
  entity: diffEntity,
  form: diffForm,
  view: diffView,
  flow: diffFlow,
  dashboard: diffDashboard,
  page: diffPage,
  print: diffPrint,
  pool: diffPool,
  role: diffRole,
  menu: diffMenu,
};

/**
 * What is different between two states of an app, in business words: documents, fields, options, form items, flow
 * nodes, cards. Equal states give an empty list; `before` is null for an app without a release.
 */
export function diffDocuments(before: Catalog | null, after: Catalog): readonly DocumentChange[] {
  const renamed = before && underNewKeys(before, after);
  const old = byKey(renamed?.documents ?? []);
  const next = byKey(after.documents);
  const context: DiffContext = { before: renamed ?? after, after };
  const changes: DocumentChange[] = [];
  for (const [key, document] of next) {
    const counterpart = old.get(key);
    if (!counterpart) changes.push(whole(document, "added"));
    else if (!isSame(counterpart, document)) changes.push(...diffPair(counterpart, document, context));
  }
  for (const [key, document] of old) if (!next.has(key)) changes.push(whole(document, "removed"));
  return changes;
}

/** As they are stored: what the catalog fills in for lookups is a change of the field it comes from. */
function byKey(documents: readonly DefinitionDocument[]): ReadonlyMap<DocumentKey, DefinitionDocument> {
  return new Map(documents.map((document) => [documentKey(document), storedDocument(document)]));
}

function whole(document: DefinitionDocument, type: "added" | "removed"): DocumentChange {
  const title = documentTitle(document);
  const text =
    type === "added"
      ? { zh: `新增${title.zh}`, en: `${title.en} added` }
      : { zh: `删除${title.zh}`, en: `${title.en} removed` };
  return { document: documentKey(document), type, text };
}

function diffPair(
  before: DefinitionDocument,
  after: DefinitionDocument,
  context: DiffContext,
): readonly DocumentChange[] {
  const list = new ChangeList(after);
  if (!isSame(before.name, after.name)) {
    const [old, name] = [quoted(before.name), quoted(after.name)];
    list.add("changed", {
      zh: old.zh === name.zh ? `英文名称由${old.en}改为${name.en}` : `改名（原名${old.zh}）`,
      en: old.en === name.en ? `renamed in Chinese from ${old.zh} to ${name.zh}` : `renamed (was ${old.en})`,
    });
  }
  // Both documents have the same key, hence the same kind.
  const differ = DIFFERS[after.kind] as Differ<DocumentKind>;
  differ(before, after, list, context);
  if (list.changes.length === 0) list.add("changed", { zh: "有调整", en: "adjusted" });
  return list.changes;
}
