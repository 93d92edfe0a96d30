import { expect, test } from "vitest";
import { allows, hostIn } from "./allowed-host.ts";

test("the host of an address is read before its fields, and looked for as the server does", () => {
  expect(hostIn("https://API.example.com/leads/{name}")).toBe("api.example.com");
  expect(hostIn("https://{name}")).toBeUndefined();
  const hosts = ["api.example.com", "*.example.org", "erp.lan:8080"];
  const urls = [
    "https://api.example.com/x",
    "https://a.example.org",
    "http://erp.lan:8080/",
    "https://example.org",
    "http://erp.lan/",
    "https://api.example.com:8443/",
  ];
  expect(urls.map((url) => allows(hosts, url))).toEqual([true, true, true, false, false, false]);
});
