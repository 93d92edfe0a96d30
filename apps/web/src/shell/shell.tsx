import { MenuOutlined } from "@ant-design/icons";
import { LogoMark, useIsPhone, useSetLocale, useText } from "@mortise/ui";
import { Button, Drawer } from "antd";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { useLiveUpdates } from "../live/use-live-updates.ts";
import { LanguageSwitch } from "../session/language-switch.tsx";
import { useLocaleStore } from "../session/locale-store.ts";
import { type Me, useSession } from "../session/session.ts";
import { NotificationBell } from "./notification-bell.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { PageError } from "./page-error.tsx";
import { PageLoading } from "./page-loading.tsx";
import { shellText } from "./text.ts";
import { ViewAsBanner } from "./view-as-banner.tsx";
import { UserMenu } from "./user-menu.tsx";

/** Parts of the shell that belong to where the person is. */
export interface ShellProps {
  /** The side menu; `collapsed` shows icons only. */
  readonly menu?:
    | ((state: { readonly collapsed: boolean; readonly close: () => void }) => ReactNode)
    | undefined;
  /** What stands at the left of the top bar. */
  readonly place?: ReactNode;
  /** What stands before the bell. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page after sign-in. Asks strangers to sign in first. */
export function Shell(props: ShellProps) {
  const { me, error } = useSession();
  const location = useLocation();
  useLiveUpdates(Boolean(me));
  useAccountLocale(me);
  if (error && me === undefined) return <PageError error={error} />;
  if (me === undefined) return <PageLoading full />;
  if (me === null) {
    const here = location.pathname + location.search;
    return <Navigate to={here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
  }
  return <Frame {...props} me={me} />;
}

/** The account's language and zone take effect when a person arrives. */
function useAccountLocale(me: Me | null | undefined): void {
  const setLocale = useSetLocale();
  const setTimeZone = useLocaleStore((state) => state.setTimeZone);
  const id = me?.id;
  useEffect(() => {
    if (!me) return;
    setLocale(me.locale);
    setTimeZone(me.timeZone);
    // Only on arrival: a switch of language in this browser must not be undone by an older answer.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
}

function Frame({ menu, place, tools, children, me }: ShellProps & { readonly me: Me }) {
  const t = useText(shellText);
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem("mortise.menu") === "collapsed");
  const close = () => setOpen(false);
  const collapse = () => {
    localStorage.setItem("mortise.menu", collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  return (
    <div className="shell">
      {menu && !phone ? (
        <nav className={`shell-side${collapsed ? " shell-side-collapsed" : ""}`} aria-label={t.menu}>
          <Link to="/" className="brand" aria-label={t.product}>
            <LogoMark size={26} />
            {collapsed ? null : t.product}
          </Link>
          <div className="shell-side-scroll">{menu({ collapsed, close })}</div>
        </nav>
      ) : null}
      <div className="shell-main">
        <header className="shell-top">
          {menu ? (
            <Button
              type="text"
              icon={<MenuOutlined aria-hidden="true" />}
              aria-label={phone ? t.openMenu : collapsed ? t.expand : t.collapse}
              onClick={phone ? () => setOpen(true) : collapse}
            />
          ) : (
            <Link to="/" className="brand" aria-label={t.product}>
              <LogoMark size={24} />
              {phone ? null : t.product}
            </Link>
          )}
          <div className="shell-place">{place}</div>
          <div className="shell-tools">
            {tools}
            {phone ? null : <LanguageSwitch />}
            <NotificationBell />
            <UserMenu me={me} />
          </div>
        </header>
        <ViewAsBanner me={me} />
        <OfflineBanner />
        <main className="shell-content">
          <Suspense fallback={<PageLoading />}>{children}</Suspense>
        </main>
      </div>
      {menu && phone ? (
        <Drawer
          placement="left"
          open={open}
          onClose={close}
          size={288}
          title={
            <span className="brand">
              <LogoMark size={24} />
              {t.product}
            </span>
          }
          styles={{ body: { padding: "8px 0" } }}
          footer={<LanguageSwitch />}
        >
          <nav aria-label={t.menu}>{menu({ collapsed: false, close })}</nav>
        </Drawer>
      ) : null}
    </div>
  );
}
