import { createBrowserRouter } from "react-router";
import { RouteError } from "./shell/page-error.tsx";
import { PageLoading } from "./shell/page-loading.tsx";

/** Addresses of the product. Each page is fetched when it is first opened. */
export function createRoutes() {
  return createBrowserRouter([
    {
      errorElement: <RouteError />,
      hydrateFallbackElement: <PageLoading full />,
      children: [
        {
          path: "/setup",
          lazy: async () => ({ Component: (await import("./session/setup-page.tsx")).SetupPage }),
        },
        {
          path: "/sign-in",
          lazy: async () => ({ Component: (await import("./session/sign-in-page.tsx")).SignInPage }),
        },
        {
          path: "/invite",
          lazy: async () => ({ Component: (await import("./session/invite-page.tsx")).InvitePage }),
        },
        {
          path: "/d/:key",
          lazy: async () => ({
            Component: (await import("./shared-board/shared-board-page.tsx")).SharedBoardPage,
          }),
        },
        { path: "/", lazy: async () => ({ Component: (await import("./app/apps-page.tsx")).AppsPage }) },
        {
          path: "/admin",
          lazy: async () => ({ Component: (await import("./admin/admin-frame.tsx")).AdminFrame }),
          children: [
            {
              path: "people",
              lazy: async () => ({ Component: (await import("./admin/people-page.tsx")).PeoplePage }),
            },
            {
              path: "teams",
              lazy: async () => ({ Component: (await import("./admin/teams-page.tsx")).TeamsPage }),
            },
            {
              path: "roles",
              lazy: async () => ({ Component: (await import("./admin/roles-page.tsx")).RolesPage }),
            },
            {
              path: "calendar",
              lazy: async () => ({
                Component: (await import("./admin/calendar/calendar-page.tsx")).CalendarPage,
              }),
            },
            {
              path: "exports",
              lazy: async () => ({
                Component: (await import("./admin/export-stamp-page.tsx")).ExportStampPage,
              }),
            },
            {
              path: "outside",
              lazy: async () => ({ Component: (await import("./admin/outside-page.tsx")).OutsidePage }),
            },
            {
              path: "audit",
              lazy: async () => ({ Component: (await import("./admin/audit-page.tsx")).AuditPage }),
            },
            {
              path: "tokens",
              lazy: async () => ({ Component: (await import("./admin/tokens-page.tsx")).TokensPage }),
            },
          ],
        },
        {
          path: "/a/:app",
          lazy: async () => ({ Component: (await import("./app/app-frame.tsx")).AppFrame }),
          children: [
            {
              index: true,
              lazy: async () => ({ Component: (await import("./app/home-page.tsx")).HomePage }),
            },
            {
              path: "e/:entity",
              lazy: async () => ({ Component: (await import("./records/records-page.tsx")).RecordsPage }),
            },
            {
              path: "e/:entity/import",
              lazy: async () => ({ Component: (await import("./records/import-page.tsx")).ImportPage }),
            },
            {
              path: "e/:entity/:id",
              lazy: async () => ({ Component: (await import("./record/record-page.tsx")).RecordPage }),
            },
            {
              path: "changes",
              lazy: async () => ({ Component: (await import("./changes/changes-page.tsx")).ChangesPage }),
            },
            {
              path: "follows",
              lazy: async () => ({ Component: (await import("./comments/follows-page.tsx")).FollowsPage }),
            },
            {
              path: "delegations",
              lazy: async () => ({
                Component: (await import("./delegations/delegations-page.tsx")).DelegationsPage,
              }),
            },
            {
              path: "duty",
              lazy: async () => ({ Component: (await import("./duty/duty-page.tsx")).DutyPage }),
            },
            {
              path: "ledger",
              lazy: async () => ({ Component: (await import("./ledger/ledger-page.tsx")).LedgerPage }),
            },
            {
              path: "runs",
              lazy: async () => ({ Component: (await import("./runs/runs-page.tsx")).RunsPage }),
            },
            {
              path: "runs/:run",
              lazy: async () => ({ Component: (await import("./runs/run-page.tsx")).RunPage }),
            },
            {
              path: "print/:template",
              lazy: async () => ({ Component: (await import("./print/print-page.tsx")).PrintPage }),
            },
            {
              path: "d/:id",
              lazy: async () => ({ Component: (await import("./app/dashboard-page.tsx")).DashboardPage }),
            },
            ...buildRoutes,
          ],
        },
        {
          path: "*",
          lazy: async () => ({ Component: (await import("./shell/not-found-page.tsx")).NotFoundPage }),
        },
      ],
    },
  ]);
}

const buildRoutes = [
  {
    path: "build",
    lazy: async () => ({ Component: (await import("./build/build-frame.tsx")).BuildFrame }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("./build/entities-page.tsx")).EntitiesPage }),
      },
      {
        path: "entities",
        lazy: async () => ({ Component: (await import("./build/entities-page.tsx")).EntitiesPage }),
      },
      {
        path: "entities/:id",
        lazy: async () => ({ Component: (await import("./build/entity-page.tsx")).EntityPage }),
      },
      {
        path: "roles",
        lazy: async () => ({ Component: (await import("./build/roles-page.tsx")).BuildRolesPage }),
      },
      {
        path: "roles/:id",
        lazy: async () => ({ Component: (await import("./build/role-page.tsx")).RolePage }),
      },
      {
        path: "history",
        lazy: async () => ({
          Component: (await import("./build/draft-history-page.tsx")).DraftHistoryPage,
        }),
      },
      {
        path: "transfer",
        lazy: async () => ({ Component: (await import("./build/transfer-page.tsx")).TransferPage }),
      },
      { path: "menu", lazy: async () => ({ Component: (await import("./build/menu-page.tsx")).MenuPage }) },
      {
        path: "compare",
        lazy: async () => ({ Component: (await import("./build/compare/compare-page.tsx")).ComparePage }),
      },
      {
        path: "sends",
        lazy: async () => ({ Component: (await import("./sends/sends-page.tsx")).SendsPage }),
      },
      { path: "runs", lazy: async () => ({ Component: (await import("./runs/runs-page.tsx")).RunsPage }) },
      {
        path: "releases",
        lazy: async () => ({ Component: (await import("./build/releases-page.tsx")).ReleasesPage }),
      },
      {
        path: ":kind",
        lazy: async () => ({ Component: (await import("./build/documents-page.tsx")).DocumentsPage }),
      },
      {
        path: "pools/:id",
        lazy: async () => ({ Component: (await import("./build/pools/pool-page.tsx")).PoolPage }),
      },
      {
        path: ":kind/:id",
        lazy: async () => ({ Component: (await import("./build/designer-page.tsx")).DesignerPage }),
      },
    ],
  },
];
