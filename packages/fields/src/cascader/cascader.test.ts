import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { cascaderField } from "./index.ts";
import { readTreeLines, treeLines } from "./option-tree.ts";

const field = exampleField(cascaderField);
const leafOnly = exampleField(cascaderField, { settings: { ...field.settings, leafOnly: true } });
const read = (text: string, of = field) => cascaderField.fromText(text, of, fieldContext());

test.each([
  ["设备/阀门/球阀", ["device", "valve", "ball"]],
  ["Devices > Valves", ["device", "valve"]],
  ["球阀", ["device", "valve", "ball"]],
  ["服务", ["service"]],
])("reads %s", (text, value) => {
  expect(read(text)).toEqual({ ok: true, value });
});

test("takes the last key alone and refuses paths that lead elsewhere", () => {
  expect(cascaderField.parse("ball", field)).toEqual({ ok: true, value: ["device", "valve", "ball"] });
  expect(cascaderField.parse(["service", "ball"], field)).toMatchObject({
    error: { en: '"ball" is not an option' },
  });
  expect(cascaderField.parse(["device", "valve", "ball", "ball"], field).ok).toBe(false);
});

test("asks for the last level where the builder wants it, naming the place", () => {
  expect(read("设备/阀门", leafOnly)).toMatchObject({ error: { zh: "请在“阀门”下面继续选择" } });
  expect(read("设备/水泵", leafOnly).ok).toBe(true);
});

test("lines become a tree and back; renaming and moving lines keeps keys", () => {
  const tree = readTreeLines("设备 | Devices\n  水泵\n\t阀门\n服务", []);
  expect(treeLines(tree)).toBe("设备 | Devices\n  水泵\n  阀门\n服务");
  const renamed = readTreeLines("器材 | Gear\n  水泵\n  阀门\n服务", tree);
  expect(renamed.map(({ key }) => key)).toEqual(tree.map(({ key }) => key));
  const moved = readTreeLines("服务\n设备 | Devices\n  阀门\n  水泵\n  管件", tree);
  expect(moved[1]?.key).toBe(tree[0]?.key);
  expect(moved[1]?.children?.slice(0, 2).map(({ key }) => key)).toEqual(
    tree[0]?.children?.map(({ key }) => key).toReversed(),
  );
});

test("complains about keys and names that stand twice", () => {
  const name = { zh: "甲", en: "A" };
  const twice = exampleField(cascaderField, {
    settings: {
      tree: [
        { key: "a", name },
        { key: "a", name },
      ],
    },
  });
  expect(cascaderField.checkSettings(twice)).toHaveLength(2);
});

test("makes a tree of a spreadsheet column", () => {
  const samples = ["设备/水泵", "设备/阀门", "服务/安装", "设备/水泵", "服务/维修", "设备/阀门"];
  expect(cascaderField.guess(samples, "类目")).toBeGreaterThan(0.6);
  const made = exampleField(cascaderField, { settings: cascaderField.guessSettings(samples) });
  for (const sample of samples) expect(read(sample, made).ok).toBe(true);
});
