import { render, screen } from "@testing-library/react";
import { theme } from "antd";
import { afterEach, expect, test, vi } from "vitest";
import { UiProvider } from "./ui-provider.tsx";

afterEach(() => vi.unstubAllGlobals());

function Motion() {
  return <output>{theme.useToken().token.motion ? "moves" : "still"}</output>;
}

/** What the browser says about motion; `ask` changes its mind. */
function preference(reduced: boolean): (reduced: boolean) => void {
  const listeners = new Set<() => void>();
  const state = { reduced };
  vi.stubGlobal("matchMedia", (query: string) => ({
    get matches() {
      return query.includes("prefers-reduced-motion") && state.reduced;
    },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  }));
  return (next) => {
    state.reduced = next;
    for (const listener of listeners) listener();
  };
}

test("menus and dialogs move for those who do not mind, and stand still as soon as somebody asks for it", async () => {
  const ask = preference(false);
  render(
    <UiProvider locale="en">
      <Motion />
    </UiProvider>,
  );
  expect(screen.getByRole("status").textContent).toBe("moves");
  ask(true);
  expect(await screen.findByText("still")).toBeDefined();
});
