import { Client } from "pg";
import { expect, test } from "vitest";
import { useSampleGateway } from "../fixtures/sample-gateway.ts";
import { CHANGE_CHANNEL } from "../../feed/change-notice.ts";

const sample = useSampleGateway();

test("a commit is announced with app, entity, change-set and up to fifty ids", async () => {
  const client = new Client({ connectionString: sample.url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query(`listen ${CHANGE_CHANNEL}`);
  const heard = new Promise<string>((resolve) => {
    client.on("notification", (message) => resolve(message.payload ?? ""));
  });
  const ids = await sample.given(
    "lead",
    ...Array.from({ length: 60 }, (_, index) => ({ name: `n${index}` })),
  );
  const message: unknown = JSON.parse(await heard);
  await client.end();
  expect(message).toEqual({
    app: "sample",
    entity: "lead",
    changeSet: expect.any(String),
    ids: ids.slice(0, 50),
    more: true,
    position: expect.stringMatching(/^\d+$/),
  });
});
