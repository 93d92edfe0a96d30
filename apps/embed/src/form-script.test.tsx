import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const code = readFileSync(resolve("apps/embed/public/form.js"), "utf8");
const run = () => {
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the script as a page runs it
  new Function(code)();
};

afterEach(() => document.body.replaceChildren());

test("the script puts the form where it stands, hands the page's parameters on, and follows the height of its own frame", () => {
  window.history.replaceState({}, "", "/landing?utm_source=baidu&bd_vid=1");
  document.body.innerHTML = `<p>before</p><script type="text/plain" data-form="demo-form" src="https://crm.example.com/embed/form.js"></script><p>after</p>`;
  run();
  // Twice on a page that has the script twice: one frame for each.
  run();
  const frames = document.querySelectorAll("iframe");
  expect(frames).toHaveLength(1);
  const [frame] = frames;
  const address = new URL(frame?.src ?? "");
  expect(address.origin + address.pathname).toBe("https://crm.example.com/f/demo-form");
  expect(Object.fromEntries(address.searchParams)).toEqual({
    utm_source: "baidu",
    bd_vid: "1",
    "@page": `${window.location.origin}/landing`,
  });
  expect(frame?.previousElementSibling?.tagName).toBe("SCRIPT");
  const say = (origin: string, source: Window | null | undefined, height: unknown) =>
    window.dispatchEvent(
      new MessageEvent("message", {
        origin,
        source: source ?? null,
        data: { type: "mortise-form-height", height },
      }),
    );
  say("https://crm.example.com", frame?.contentWindow, 812);
  expect(frame?.style.height).toBe("812px");
  say("https://evil.example.com", frame?.contentWindow, 1);
  say("https://crm.example.com", window, 2);
  say("https://crm.example.com", frame?.contentWindow, "99999px");
  expect(frame?.style.height).toBe("812px");
});
