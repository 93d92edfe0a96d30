import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { placeWords, textWidth } from "./option.ts";

const names = [
  "官网注册",
  "展会",
  "抖音",
  "转介绍",
  "百度推广",
  "微信公众号",
  "e-mail",
  "陌拜",
  "电话咨询",
  "其他",
];
const context = aContext({
  chart: "word-cloud",
  points: names.map((name, index) => [[name], String(100 - index * 9)]),
});

test("no word covers another, and none leaves the card", () => {
  const words = placeWords(context, { w: 420, h: 240 });
  expect(words.map(({ text }) => text)).toEqual(names);
  const boxes = words.map(({ text, size, x, y }) => {
    const w = textWidth(text, size);
    return { left: x - w / 2, right: x + w / 2, top: y - size / 2, bottom: y + size / 2 };
  });
  const covered = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  );
  expect(covered).toEqual([]);
  expect(boxes.filter(({ left, right }) => left < 0 || right > 420)).toEqual([]);
});

test("the more, the larger; the same figures give the same picture", () => {
  const words = placeWords(context, { w: 420, h: 240 });
  const sizes = words.map(({ size }) => size);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(placeWords(context, { w: 420, h: 240 })).toEqual(words);
});

test("what finds no room is left out rather than squeezed in", () => {
  expect(placeWords(context, { w: 90, h: 40 }).length).toBeLessThan(names.length);
});
