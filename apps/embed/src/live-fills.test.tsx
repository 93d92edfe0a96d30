import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EmbedPage } from "./embed-page.tsx";

const text = (id: string) => ({
  id,
  name: { zh: id, en: id },
  required: false,
  input: { kind: "input", type: "text", reads: "text" },
});
const view = {
  form: {
    kind: "form",
    id: "f",
    version: 1,
    name: { zh: "门店", en: "Shops" },
    entity: "guest",
    items: ["shop", "city"].map((field) => ({ type: "field", id: field, field, span: 12 })),
    public: { enabled: true, slug: "shop-form" },
  },
  fields: [text("shop"), text("city")],
  locales: ["zh", "en"],
  liveFills: true,
};
const CITIES: Readonly<Record<string, string>> = { Jinan: "Shandong", Suzhou: "Jiangsu" };
const asked: unknown[] = [];

beforeEach(() => {
  localStorage.clear();
  asked.length = 0;
  window.history.replaceState({}, "", "/f/shop-form?lang=en");
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    if (!url.endsWith("/fill")) return Promise.resolve(new Response(JSON.stringify(view)));
    const { values } = JSON.parse(typeof init.body === "string" ? init.body : "{}") as {
      readonly values: Readonly<Record<string, string>>; // what the page sends
    };
    asked.push(values);
    const found = "city" in values ? {} : { city: CITIES[values["shop"] ?? ""] ?? null };
    return Promise.resolve(new Response(JSON.stringify({ values: found })));
  });
});
afterEach(() => vi.unstubAllGlobals());

const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string, value: string) => fireEvent.change(box(name), { target: { value } });

test("what an answer leads to is filled in, follows it, and leaves alone what somebody typed", async () => {
  render(<EmbedPage />);
  await screen.findByRole("heading", { name: "Shops" });
  type("shop", "Jinan");
  await waitFor(() => expect(box("city").value).toBe("Shandong"), { timeout: 10_000 });
  type("shop", "Suzhou");
  await waitFor(() => expect(box("city").value).toBe("Jiangsu"), { timeout: 10_000 });
  type("shop", "Nowhere");
  await waitFor(() => expect(box("city").value).toBe(""), { timeout: 10_000 });
  // What was filled in is no answer of the visitor's.
  expect(asked).not.toContainEqual(expect.objectContaining({ city: expect.anything() as unknown }));
  type("city", "mine");
  type("shop", "Jinan");
  await waitFor(() => expect(asked).toContainEqual({ shop: "Jinan", city: "mine" }), { timeout: 10_000 });
  expect(box("city").value).toBe("mine");
});
