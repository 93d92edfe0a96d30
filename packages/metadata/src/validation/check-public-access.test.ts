import { expect, test } from "vitest";
import type { FormDocument } from "../documents/form.ts";
import type { PublicAccess } from "../documents/public-access.ts";
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
