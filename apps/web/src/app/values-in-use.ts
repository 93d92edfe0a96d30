import { type ApiClient, routes } from "@mortise/contract";

const MOST_SUGGESTED = 50;

/** The values of a field of lists among the records that the reader may see, most frequent first. */
export async function valuesInUse(
  api: ApiClient,
  { app, entity, field }: { readonly app: string; readonly entity: string; readonly field: string },
): Promise<readonly string[]> {
  const { rows } = await api.call(routes.aggregate, {
    params: { app, entity },
    body: {
      dimensions: [{ field }],
      measures: [{ id: "n", function: "count" }],
      sort: [{ field: "n", descending: true }],
      limit: MOST_SUGGESTED,
    },
  });
  return rows.flatMap(({ keys: [key] }) => (typeof key === "string" ? [key] : []));
}
