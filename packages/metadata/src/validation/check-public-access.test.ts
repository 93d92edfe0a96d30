import { expect, test } from "vitest";
import type { FormDocument } from "../documents/form.ts";
import type { PublicAccess } from "../documents/public-access.ts";
import type { PublicFormSettings, PublicQuery } from "../documents/public-form.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { renameFieldKey } from "../refactor/change-field.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { validateCatalog } from "./validate-catalog.ts";

const withAccess = (access: PublicAccess) =>
  leadAppWith("form/lead_form", (form) => ({
    ...form,
    public: { enabled: true, slug: "try-us", ...form.public, access },
  }));
const found = (access: PublicAccess) =>
  validateCatalog(catalogOf(withAccess(access))).map(({ path }) => path);

test("a sound limit is taken, and what cannot work is pointed out where it stands", () => {
  const sound = {
    opensAt: "2026-12-01T00:00:00Z",
    closesAt: "2026-12-02T00:00:00Z",
    total: 3,
    hosts: ["*.a.cn"],
  };
  expect(found(sound)).toEqual([]);
  expect(found({ ...sound, closesAt: sound.opensAt })).toEqual(["public.access.closesAt"]);
  expect(found({ opensAt: "tomorrow" })).toEqual(["public.access.opensAt"]);
  expect(found({ hosts: ["a.cn; script-src *"] })).toEqual(["public.access.hosts"]);
  expect(found({ perPerson: { field: "gone", times: 1, within: "day" } })).toEqual([
    "public.access.perPerson",
  ]);
});

test("a changed limit is told in words, and a renamed field stays the one that tells people apart", () => {
  const before = catalogOf(leadApp());
  const perPerson = { field: "name", times: 1, within: "day" } as const;
  const after = catalogOf(withAccess({ perPerson, password: "1234" }));
  const words = diffDocuments(before, after).map(({ text }) => text.en);
  expect(words).toEqual([
    expect.stringContaining("submissions per person changed"),
    expect.stringContaining("password for visitors changed"),
  ]);
  const renamed = renameFieldKey(after, after, { entity: "lead", field: "name", key: "company" }, []);
  const form = renamed.find(({ kind }) => kind === "form") as FormDocument | undefined;
  expect(form?.public?.access?.perPerson?.field).toBe("company");
});

const linked = (more: Partial<PublicFormSettings>, query: Partial<PublicQuery> = {}) =>
  catalogOf(
    leadAppWith("form/lead_form", (form) => ({
      ...form,
      public: { enabled: true, slug: "try-us", ...more },
      publicQuery: {
        enabled: true,
        slug: "find-us",
        by: ["name", "amount"],
        show: [{ field: "name" }],
        ...query,
      },
    })),
  );
const hall = { id: "hall", name: { zh: "展会 A", en: "Hall A" }, enabled: true, slug: "hall-a" };
const complaints = (...given: Parameters<typeof linked>) =>
  validateCatalog(linked(...given)).map(({ path }) => path);

test("what cannot work about a link, a page to go on to, or a query is pointed out where it stands", () => {
  expect(
    complaints({ links: [{ ...hall, values: { source: "x" } }], redirect: "https://a.cn/?n={name}" }),
  ).toEqual([]);
  expect(complaints({ links: [{ ...hall, slug: "try-us" }] })).toEqual(["public.links.0.slug"]);
  expect(complaints({ links: [{ ...hall, values: { gone: "x" } }] })).toEqual(["public.links.0.values.gone"]);
  for (const redirect of [
    "http://a.cn",
    "https://{name}.a.cn/",
    "https://a.cn@b.cn/",
    "javascript:x",
    "https://a.cn/{gone}",
  ])
    expect(complaints({ redirect })).toEqual(["public.redirect"]);
  expect(complaints({}, { by: [] })).toEqual(["publicQuery.by"]);
  expect(complaints({}, { show: [{ field: "gone" }] })).toEqual(["publicQuery.show.0"]);
});

test("links and queries are told of in words and follow a renamed field; a link is named when it goes", () => {
  const before = linked({ links: [hall] });
  const after = linked({ links: [{ ...hall, enabled: false, values: { name: "x" } }] }, { enabled: false });
  const words = diffDocuments(before, after).map(({ text }) => text.en);
  expect(words).toEqual([
    expect.stringContaining("public query closed"),
    expect.stringMatching(/public link .Hall A. closed/),
  ]);
  expect(diffDocuments(before, linked({})).map(({ text }) => text.zh)).toEqual([
    expect.stringContaining("移除公开链接“展会 A”"),
  ]);
  const both = linked({ redirect: "https://a.cn/{name}", links: [{ ...hall, values: { name: "x" } }] });
  const place = { entity: "lead", field: "name", key: "called" };
  const form = renameFieldKey(both, both, place, []).find(({ kind }) => kind === "form");
  expect(form).toMatchObject({
    public: { redirect: "https://a.cn/{called}", links: [{ values: { called: "x" } }] },
    publicQuery: { by: ["called", "amount"], show: [{ field: "called" }] },
  });
});
