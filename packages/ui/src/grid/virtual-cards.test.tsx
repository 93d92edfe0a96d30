import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { VirtualCards } from "./virtual-cards.tsx";

test("of 100,000 cards only those in sight are drawn, and only they are asked for", async () => {
  const asked: (readonly [number, number])[] = [];
  const source = {
    rowAt: (index: number) => (index < 100_000 ? `card ${index}` : undefined),
    need: (first: number, end: number) => void asked.push([first, end]),
  };
  const { container } = render(
    <VirtualCards<string>
      label="Leads"
      source={source}
      rowCount={100_000}
      version={1}
      cardHeight={100}
      render={(row) => <b>{row}</b>}
    />,
  );
  expect(screen.getAllByRole("listitem").length).toBeLessThan(30);
  const scroller = container.querySelector(".m-cards");
  if (!scroller) throw new TypeError("no scroller");
  scroller.scrollTop = 5_000_000;
  fireEvent.scroll(scroller);
  await screen.findByText("card 50000");
  expect(screen.queryByText("card 0")).toBeNull();
  // Cards are asked for once they are on screen.
  await waitFor(() => expect(asked.at(-1)?.[0]).toBeGreaterThan(49_900));
  expect(screen.getAllByRole("listitem").length).toBeLessThan(30);
});

test("scrolling draws the cards that come into sight, not those that stay", async () => {
  let drawn = 0;
  const draw = (row: string | undefined) => {
    drawn += 1;
    return <b>{row}</b>;
  };
  const source = { rowAt: (index: number) => `card ${index}`, need: () => undefined };
  const { container } = render(
    <VirtualCards<string>
      label="Leads"
      source={source}
      rowCount={100}
      version={1}
      cardHeight={100}
      render={draw}
    />,
  );
  const before = drawn;
  const scroller = container.querySelector(".m-cards");
  if (!scroller) throw new TypeError("no scroller");
  expect(screen.queryByText("card 12")).toBeNull();
  scroller.scrollTop = 50;
  fireEvent.scroll(scroller);
  await screen.findByText("card 12");
  expect(drawn).toBe(before + 1);
});
