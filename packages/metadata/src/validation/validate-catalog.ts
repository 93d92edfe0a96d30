import type { Catalog } from "../catalog.ts";
import { type DefinitionDocument, documentKey } from "../documents/document.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { checkEntity } from "./check-entity.ts";
import { checkFlow } from "./check-flow.ts";
import { checkForm } from "./check-form.ts";
import { checkMenu } from "./check-menu.ts";
import { checkId, checkName } from "./check-parts.ts";
import { checkPage } from "./check-page.ts";
import { checkPool } from "./check-pool.ts";
import { checkPrint } from "./check-print.ts";
import { checkRole } from "./check-role.ts";
import { checkView } from "./check-view.ts";
import { type DocumentChecker, type Problem, ProblemList } from "./problem.ts";

/**
 * Everything wrong with the documents of an app taken together: names, ids, things that refer to what does not exist,
 * expressions of the wrong type. `checkers` add what only the engines know.
 */
export function validateCatalog(
  catalog: Catalog,
  checkers: readonly DocumentChecker[] = [],
): readonly Problem[] {
  const own = catalog.documents.flatMap((document) => [
    ...checkDocument(document, catalog),
    ...checkers.flatMap((checker) => checker.check(document, catalog)),
  ]);
  return [...checkTogether(catalog), ...own];
}

function checkDocument(document: DefinitionDocument, catalog: Catalog): readonly Problem[] {
  const list = new ProblemList(documentKey(document));
  checkId("id", document.id, list);
  checkName("name", document.name, list);
  switch (document.kind) {
    case "entity":
      checkEntity(document, catalog, list);
      break;
    case "form":
      checkForm(document, catalog, list);
      break;
    case "view":
      checkView(document, catalog, list);
      break;
    case "flow":
      checkFlow(document, catalog, list);
      break;
    case "dashboard":
      checkDashboard(document, catalog, list);
      break;
    case "page":
      checkPage(document, catalog, list);
      break;
    case "print":
      checkPrint(document, catalog, list);
      break;
    case "pool":
      checkPool(document, catalog, list);
      break;
    case "role":
      checkRole(document, catalog, list);
      break;
    case "menu":
      checkMenu(document, catalog, list);
      break;
    case "app":
      break;
  }
  return list.problems;
}

function checkTogether(catalog: Catalog): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const document of catalog.documents) {
    const key = documentKey(document);
    if (seen.has(key)) {
      const list = new ProblemList(key);
      list.error(
        "id",
        `标识“${document.id}”重复，请改成别的`,
        `The id “${document.id}” is used twice; change one`,
      );
      problems.push(...list.problems);
    }
    seen.add(key);
  }
  if (catalog.all("app").length !== 1) {
    const list = new ProblemList("app/app");
    list.error("", "一个应用需要且只能有一份应用定义", "An app needs exactly one document of kind app");
    problems.push(...list.problems);
  }
  return problems;
}
