import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// What is waited for may take a busy machine its time.
configure({ asyncUtilTimeout: 20_000 });

// What a browser has and jsdom lacks, as far as the component libraries ask for it while drawing.
const missing = {
  matchMedia: (media: string) => ({
    media,
    matches: false,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
  ResizeObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
  IntersectionObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
};

for (const [name, value] of Object.entries(missing)) {
  if (Reflect.get(globalThis, name) === undefined)
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

afterEach(cleanup);
