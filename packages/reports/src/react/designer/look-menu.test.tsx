import { UiProvider } from "@mortise/ui";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { LookMenu } from "./look-menu.tsx";

test("a palette is chosen for all pictures, and given up again", async () => {
  const onRun = vi.fn<(command: DashboardCommand) => void>();
  const show = (look: object) => (
    <UiProvider locale="zh">
      <LookMenu look={look} onRun={onRun} />
    </UiProvider>
  );
  const { rerender } = render(show({ theme: "dark" }));
  fireEvent.click(screen.getByRole("button", { name: /外观/ }));
  fireEvent.mouseDown(await screen.findByLabelText("配色"));
  fireEvent.click(await screen.findByText("色觉友好（鲜明）"));
  expect(onRun).toHaveBeenLastCalledWith({ type: "look", look: { theme: "dark", palette: "clear" } });
  rerender(show({ palette: "clear" }));
  fireEvent.mouseDown(screen.getByLabelText("配色"));
  fireEvent.click(await screen.findByText("自动（选项保留自己的颜色）"));
  expect(onRun).toHaveBeenLastCalledWith({ type: "look", look: null });
});
