import type { DashboardDocument } from "@mortise/metadata";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ChartTheme } from "../model/palette.ts";

/** How all pictures below look, unless a card says otherwise. */
export interface ChartLook {
  readonly theme: ChartTheme;
  /** Id of a palette; the usual one when absent. */
  readonly palette?: string | undefined;
}

const LookContext = createContext<ChartLook>({ theme: "light" });

/** Theme and palette of the pictures below; in the dark theme also of the cards around them. */
export function ChartLookProvider({
  theme,
  palette,
  children,
}: ChartLook & { readonly children: ReactNode }) {
  const look = useMemo(() => ({ theme, palette }), [theme, palette]);
  return (
    <LookContext value={look}>
      <div className={theme === "dark" ? "m-report-look m-report-dark" : "m-report-look"}>{children}</div>
    </LookContext>
  );
}

/** The look of pictures in this place. */
export function useChartLook(): ChartLook {
  return useContext(LookContext);
}

/** The look of a dashboard for its pictures; what hangs on a dark wall is dark whatever the dashboard says. */
export function DashboardLook({
  dashboard: { look },
  children,
}: {
  readonly dashboard: Pick<DashboardDocument, "look">;
  readonly children: ReactNode;
}) {
  const around = useChartLook();
  const theme = around.theme === "dark" ? "dark" : (look?.theme ?? "light");
  return (
    <ChartLookProvider theme={theme} palette={look?.palette ?? around.palette}>
      {children}
    </ChartLookProvider>
  );
}
