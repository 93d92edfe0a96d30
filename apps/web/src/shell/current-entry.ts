import type { MenuEntry } from "../app/app-menu.ts";

/**
 * The entry of a menu for an address: the one of the view that is open if there is one, else the one of the page or of
 * the page above it. Pages of the app itself (`/a/crm`) are current only for exactly their address.
 */
export function currentEntry(
  entries: readonly MenuEntry[],
  address: { readonly pathname: string; readonly search: string },
): MenuEntry | undefined {
  const all = entries.flatMap(function inside(entry): readonly MenuEntry[] {
    return [entry, ...entry.items.flatMap(inside)];
  });
  const query = address.search.slice(1).split("&");
  return (
    all.find(({ path }) => {
      const [pathname, view] = path?.split("?") ?? [];
      return view !== undefined && pathname === address.pathname && query.includes(view);
    }) ??
    all.find(({ path }) => path === address.pathname) ??
    all.find(({ path }) => {
      if (path === undefined || path.includes("?") || path.split("/").length <= 3) return false;
      return address.pathname.startsWith(`${path}/`);
    })
  );
}
