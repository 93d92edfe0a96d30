import { expect, test } from "vitest";
import { fromDraft, pieces, toDraft, withPerson } from "./mention-draft.ts";

const wang = "01890000-0000-7000-8000-000000000001";
const other = "01890000-0000-7000-8000-000000000002";
const wangwu = "01890000-0000-7000-8000-000000000003";

test("names that were chosen become mentions, the longest first; others stay text", () => {
  const one = withPerson(new Map(), { id: wang, name: "王伟" });
  const two = withPerson(one.people, { id: wangwu, name: "王伟五" });
  expect(fromDraft("@王伟 @王伟五 @李娜 a@王", two.people)).toBe(`@[${wang}] @[${wangwu}] @李娜 a@王`);
});

test("two people of one name are told apart", () => {
  const one = withPerson(new Map(), { id: wang, name: "王伟" });
  const two = withPerson(one.people, { id: other, name: "王伟" });
  expect(two.name).toBe("王伟 (2)");
  expect(withPerson(two.people, { id: wang, name: "王伟" }).name).toBe("王伟");
  expect(fromDraft("@王伟 (2) @王伟", two.people)).toBe(`@[${other}] @[${wang}]`);
});

test("a kept text is edited and kept again as it was, and shown in pieces", () => {
  const text = `请 @[${wang}] 和 @[${other}] 看`;
  const { draft, people } = toDraft(text, () => "王伟");
  expect(draft).toBe("请 @王伟 和 @王伟 (2) 看");
  expect(fromDraft(draft, people)).toBe(text);
  expect(pieces(text)).toEqual(["请 ", { person: wang }, " 和 ", { person: other }, " 看"]);
});
