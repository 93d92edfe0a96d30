import type { JsonObject } from "@mortise/kit";
import type { FieldRewrite, FlowDocument, FlowTest } from "@mortise/metadata";

/** Takes the tests of a flow along when a field of its entity gets another key. */
export function rewriteTests(
  { tests, entity }: FlowDocument,
  rewrite: FieldRewrite,
): { readonly tests?: readonly FlowTest[] } {
  if (!tests) return {};
  const renamed = (values: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(values).map(([field, value]) => [rewrite.rename(entity, field), value]),
    );
  return {
    tests: tests.map((test) => ({
      ...test,
      given: {
        ...test.given,
        values: renamed(test.given.values),
        ...(test.given.old ? { old: renamed(test.given.old) } : {}),
      },
      expect: { ...test.expect, values: renamed(test.expect.values) },
    })),
  };
}
