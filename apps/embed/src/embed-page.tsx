import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import { useEffect, useMemo, useState } from "react";
import { isQuery, localeOf, slugOf, tokenOf } from "./address.ts";
import { OwnSubmission } from "./own-submission.tsx";
import { QueryVisit } from "./query-visit.tsx";
import { textsOf } from "./text.ts";
import { Visit } from "./visit.tsx";

/** The whole page: a form to fill in, what was sent before by a private link, or a query. */
export function EmbedPage() {
  const slug = slugOf(window.location.pathname);
  const [locale, setLocale] = useState<Locale>(() => localeOf(window.location.search, navigator.language));
  const token = useToken();
  const [name, setName] = useState<LocalizedText>();
  const t = useMemo(() => textsOf(locale), [locale]);
  const title = name ? localize(name, locale) : "";
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
    document.title = title || "…";
  }, [locale, title]);
  const shared = { slug, locale, t, onTitle: setName };
  return (
    <div className="page">
      <main className="sheet">
        <header>
          <h1>{title}</h1>
          <button
            type="button"
            className="language"
            lang={locale === "zh" ? "en" : "zh"}
            onClick={() => setLocale(locale === "zh" ? "en" : "zh")}
          >
            {t.other}
          </button>
        </header>
        {isQuery(window.location.pathname) ? (
          <QueryVisit {...shared} />
        ) : token === "" ? (
          <Visit {...shared} />
        ) : (
          <OwnSubmission key={token} {...shared} token={token} />
        )}
      </main>
    </div>
  );
}

/** The token of a private link, also when the address changes while the page is open. */
function useToken(): string {
  const [token, setToken] = useState(() => tokenOf(window.location.hash));
  useEffect(() => {
    const follow = () => setToken(tokenOf(window.location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return token;
}
