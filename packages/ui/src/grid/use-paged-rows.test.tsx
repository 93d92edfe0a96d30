import { renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { usePagedRows } from "./use-paged-rows.ts";

test("a list that nothing shows is read once something does", async () => {
  let reads = 0;
  const loader = {
    farthest: 100,
    page: () => {
      reads += 1;
      return Promise.resolve({ items: ["a", "b"] });
    },
  };
  const list = renderHook(({ isWanted }) => usePagedRows<string>("list", loader, { isWanted }), {
    initialProps: { isWanted: false },
  });
  expect(reads).toBe(0);
  expect(list.result.current.state.ready).toBe(false);
  list.rerender({ isWanted: true });
  await waitFor(() => expect(list.result.current.state.rowCount).toBe(2));
  expect(reads).toBe(1);
});
