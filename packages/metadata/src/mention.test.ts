import { expect, test } from "vitest";
import { mentionsIn, sayMentions } from "./mention.ts";

const wang = "01890000-0000-7000-8000-000000000001";
const li = "01890000-0000-7000-8000-00000000000a";

test("people named in a text are found once each, and shown by the names they have now", () => {
  const text = `@[${wang}] 请看，@[${li.toUpperCase()}] 也看一下 @[${wang}]，a@[b] 不是`;
  expect(mentionsIn(text)).toEqual([wang, li]);
  const names: Record<string, string> = { [wang]: "王伟" };
  expect(sayMentions(text, (id) => names[id])).toBe("@王伟 请看，@… 也看一下 @王伟，a@[b] 不是");
});
