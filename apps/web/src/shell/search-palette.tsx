import { SearchOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useIsPhone, useText } from "@mortise/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Spin } from "antd";
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
import { LIST, optionId, SearchResults, useSections } from "./search-results.tsx";
import { shellText } from "./text.ts";

/** Global search of the app: a button, and Ctrl+K from anywhere. */
export function SearchPalette() {
  const t = useText(shellText);
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen(true);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <Button
        className="search-button"
        type={phone ? "text" : "default"}
        icon={<SearchOutlined aria-hidden="true" />}
        aria-label={t.search}
        onClick={() => setOpen(true)}
      >
        {phone ? null : (
          <>
            {t.search} <kbd>Ctrl K</kbd>
          </>
        )}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        destroyOnHidden
        width={phone ? "100%" : 640}
        style={phone ? { top: 0, margin: 0, maxWidth: "100%" } : { top: 80 }}
        rootClassName={phone ? "palette-phone" : ""}
        styles={{ container: { padding: 0 } }}
        aria-label={t.search}
      >
        <Palette onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Palette({ onDone }: { readonly onDone: () => void }) {
  const t = useText(shellText);
  const { id: app } = useAppModel();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const q = useDeferredValue(typed.trim());
  const { sections, isLooking, isDone } = useFound(q);
  const options = sections.flatMap((section) => section.options);
  const open = (index: number) => {
    const option = options[index];
    if (!option) return;
    void navigate(`/a/${app}/e/${option.path}`);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") open(active);
    const next = STEPS[event.key]?.(active, options.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div className="palette">
      <Input
        size="large"
        variant="borderless"
        autoFocus
        enterKeyHint="go"
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={isLooking ? <Spin size="small" /> : null}
        placeholder={t.searchPlaceholder}
        aria-label={t.search}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={LIST}
        aria-activedescendant={options.length > 0 ? optionId(active) : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <SearchResults sections={sections} active={active} onActive={setActive} onOpen={open} />
      {q !== "" && sections.length === 0 && isDone ? (
        <p className="palette-hint">{fillText(t.searchNothing, { q })}</p>
      ) : null}
      {q === "" ? <p className="palette-hint">{t.searchHint}</p> : null}
    </div>
  );
}

/** Records and comments that are found by a keyword. */
function useFound(q: string) {
  const api = useApi();
  const { id: app } = useAppModel();
  const shared = { enabled: q !== "", placeholderData: keepPreviousData };
  const records = useQuery({
    ...shared,
    queryKey: keys.search(app, q),
    queryFn: ({ signal }) => api.call(routes.searchApp, { params: { app }, query: { q } }, { signal }),
  });
  const said = useQuery({
    ...shared,
    queryKey: keys.searchComments(app, q),
    queryFn: ({ signal }) => api.call(routes.searchComments, { params: { app }, query: { q } }, { signal }),
  });
  const sections = useSections(
    q === "" ? [] : (records.data?.groups ?? []),
    q === "" ? undefined : said.data,
    q,
  );
  const isLooking = records.isFetching || said.isFetching;
  return { sections, isLooking, isDone: records.isSuccess && !isLooking };
}

/** Where a key moves to among the options. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.max(0, Math.min(last, at + 1)),
  ArrowUp: (at) => Math.max(0, at - 1),
};
