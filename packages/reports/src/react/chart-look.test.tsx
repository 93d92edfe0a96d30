import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ChartLookProvider, DashboardLook, useChartLook } from "./chart-look.tsx";

function Shown() {
  const { theme, palette } = useChartLook();
  return <output>{`${theme} ${palette ?? "usual"}`}</output>;
}

test("a dashboard's look holds for its pictures; a dark wall stays dark", () => {
  const dashboard = { look: { palette: "clear", theme: "light" } } as const;
  const { rerender } = render(
    <DashboardLook dashboard={dashboard}>
      <Shown />
    </DashboardLook>,
  );
  expect(screen.getByRole("status").textContent).toBe("light clear");
  rerender(
    <ChartLookProvider theme="dark">
      <DashboardLook dashboard={dashboard}>
        <Shown />
      </DashboardLook>
    </ChartLookProvider>,
  );
  expect(screen.getByRole("status").textContent).toBe("dark clear");
});
