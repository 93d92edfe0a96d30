import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ipRegions, regionOfIp, useIpRegions } from "./ip-regions.ts";

afterEach(() => useIpRegions(""));

function give(...lines: readonly string[]): void {
  const path = join(mkdtempSync(join(tmpdir(), "mortise-ips-")), "ip-regions.csv");
  writeFileSync(path, lines.join("\n"));
  useIpRegions(path);
}

test("without a list no address has a place", () => {
  expect(regionOfIp("203.0.113.7")).toBeUndefined();
});

test("ranges, networks and lines of ip2region lead to places, the narrowest that is named", () => {
  give(
    "203.0.113.0|203.0.113.255|中国|0|山东省|青岛市|联通",
    "198.51.100.0/28,济南市",
    "192.0.2.0,192.0.2.255,37",
    "2001:db8::/32,北京市",
    "100.0.0.0|100.255.255.255|美国|0|0|0|0",
    "not a line",
    "198.51.100.200,198.51.100.100,济南市",
  );
  expect(ipRegions()).toHaveLength(4);
  expect(regionOfIp("203.0.113.0")).toBe("3702");
  expect(regionOfIp("203.0.113.255")).toBe("3702");
  expect(regionOfIp("203.0.114.0")).toBeUndefined();
  expect(regionOfIp("198.51.100.15")).toBe("3701");
  expect(regionOfIp("198.51.100.16")).toBeUndefined();
  expect(regionOfIp("192.0.2.9")).toBe("37");
  expect(regionOfIp("2001:db8:1::9")).toBe("11");
  expect(regionOfIp("2001:db9::1")).toBeUndefined();
  expect(regionOfIp("::ffff:203.0.113.7")).toBeUndefined();
  expect(regionOfIp("山东")).toBeUndefined();
  expect(regionOfIp("100.1.1.1")).toBeUndefined();
});
