import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { regionText } from "@mortise/fields";
import { afterAll, expect, test } from "vitest";
import { phoneRegions, regionOfPhone, usePhoneRegions } from "./phone-regions.ts";

afterAll(() => usePhoneRegions(""));

test("numbers lead to the city where they were given out", () => {
  const place = (number: string) => regionText(regionOfPhone(number) ?? "", "zh");
  expect(place("+8613153100000")).toContain("济南");
  expect(place("+8653188888888")).toContain("济南");
  expect(place("+861082345678;ext=1")).toContain("北京");
  expect(place("+8602488888888".replace("+860", "+86"))).toContain("辽宁");
});

test("numbers of other countries and unknown ones have no place", () => {
  for (const number of ["+14155552671", "", "+86", "13153100000", "+8699"])
    expect(regionOfPhone(number)).toBeUndefined();
});

test("nearly every prefix that ships has a place", () => {
  const mobiles = [...phoneRegions().keys()].filter((prefix) => prefix.length === 7);
  expect(mobiles.length).toBeGreaterThan(110_900);
});

test("the administrator's list goes first", () => {
  const path = join(mkdtempSync(join(tmpdir(), "mortise-phones-")), "phone-regions.csv");
  writeFileSync(path, "1315310,青岛市\n1999999，3702\nnot a line\n13153,火星\n");
  usePhoneRegions(path);
  expect(regionOfPhone("+8613153100000")).toBe("3702");
  expect(regionOfPhone("+8619999990000")).toBe("3702");
});
