import { expect, test } from "vitest";
import { ApiError, createClient } from "./client.ts";
import { routes } from "./routes/index.ts";

const answer = (status: number, body: unknown) => () =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

test("fills parameters and query into the address", () => {
  const client = createClient({ locale: () => "zh" });
  expect(client.url(routes.getRecord, { params: { app: "crm", entity: "lead", id: "a b" } })).toBe(
    "/api/v1/apps/crm/entities/lead/records/a%20b",
  );
});

test("turns a refusal into an ApiError that names the field", async () => {
  const body = {
    code: "KIT_INVALID_INPUT",
    message: "请检查",
    details: [{ path: "mobile", message: "手机号不对" }],
    requestId: "1",
  };
  const client = createClient({ locale: () => "zh", fetch: answer(400, body) });
  const error = await client
    .call(routes.signIn, { body: { login: "a", password: "b" } })
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).detail("mobile")).toBe("手机号不对");
});

test("says so when the server cannot be reached", async () => {
  const client = createClient({ locale: () => "en", fetch: () => Promise.reject(new TypeError("network")) });
  await expect(client.call(routes.me, {})).rejects.toMatchObject({ status: 0 });
});
