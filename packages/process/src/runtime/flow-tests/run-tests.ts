import type { RouteOutput, flowTestRoutes } from "@mortise/contract";
import { Catalog, type DefinitionDocument, type FlowDocument } from "@mortise/metadata";
import { fieldCatalog } from "@mortise/fields";
import { testsFailed } from "../../errors.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import { playTest, type TestSurroundings } from "../../model/play-test.ts";
import { validateFlow } from "../../model/validate-flow.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";

type Results = RouteOutput<typeof flowTestRoutes.runFlowTests>["results"];

/** Among whom the tests of an app are played: the people of today. */
export async function surroundingsOf(parts: ProcessParts, app: string): Promise<TestSurroundings> {
  return {
    roster: await rosterOf(parts.db, app, parts.clock.now()),
    calendar: parts.releases.calendar(),
    timeZone: parts.timeZone,
  };
}

/** Plays the tests of a flow over the documents around it; a flow that cannot run has no results. */
function resultsOf(flow: FlowDocument, catalog: Catalog, among: TestSurroundings): Results {
  const tests = flow.tests ?? [];
  if (tests.length === 0) return [];
  if (validateFlow(flow, catalog).some(({ severity }) => severity === "error")) return [];
  const compiled = new CompiledFlow(flow, catalog);
  return tests.map((test) => {
    const { differences } = playTest(compiled, test, among);
    return { test: test.id, name: test.name, differences: [...differences] };
  });
}

/** Plays the tests of a flow as it is drafted, beside the drafts of the app. */
export async function runFlowTests(
  parts: ProcessParts,
  app: string,
  { flow, documents }: { readonly flow: FlowDocument; readonly documents: readonly DefinitionDocument[] },
): Promise<Results> {
  const others = documents.filter(({ kind, id }) => kind !== "flow" || id !== flow.id);
  const catalog = new Catalog([...others, flow], fieldCatalog);
  return resultsOf(flow, catalog, await surroundingsOf(parts, app));
}

/** Refuses drafts of which a test fails, naming each with what came out otherwise: FLOW_TESTS_FAILED. */
export async function requireTests(
  parts: ProcessParts,
  app: string,
  documents: readonly DefinitionDocument[],
): Promise<void> {
  const flows = documents.filter((document) => document.kind === "flow" && (document.tests ?? []).length > 0);
  if (flows.length === 0) return;
  const catalog = new Catalog(documents, fieldCatalog);
  const among = await surroundingsOf(parts, app);
  const details = catalog.all("flow").flatMap((flow) =>
    resultsOf(flow, catalog, among)
      .filter(({ differences }) => differences.length > 0)
      .map(({ test, name, differences }) => ({
        path: `flow/${flow.id}/tests/${test}`,
        message: {
          zh: `流程“${flow.name.zh}”的测试“${name.zh}”：${differences.map(({ zh }) => zh).join("；")}`,
          en: `Test “${name.en || name.zh}” of “${flow.name.en || flow.name.zh}”: ${differences.map(({ en }) => en).join("; ")}`,
        },
      })),
  );
  if (details.length > 0) throw testsFailed({ count: details.length }, { details });
}
