import { SearchOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { IconByName, useIsPhone, useLocalize, useText } from "@mortise/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Spin } from "antd";
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";
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
        width={600}
        style={{ top: 80 }}
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
  const api = useApi();
  const { id: app, catalog } = useAppModel();
  const localize = useLocalize();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const q = useDeferredValue(typed.trim());
  const query = useQuery({
    queryKey: keys.search(app, q),
    queryFn: ({ signal }) => api.call(routes.searchApp, { params: { app }, query: { q } }, { signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const items = q === "" ? [] : (query.data?.items ?? []);
  const open = (index: number) => {
    const item = items[index];
    if (!item) return;
    void navigate(`/a/${app}/e/${item.entity}/${item.id}`);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") open(active);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    setActive(Math.max(0, Math.min(items.length - 1, active + step)));
  };
  return (
    <div className="palette">
      <Input
        size="large"
        variant="borderless"
        autoFocus
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={query.isFetching ? <Spin size="small" /> : null}
        placeholder={t.searchPlaceholder}
        aria-label={t.search}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls="search-results"
        aria-activedescendant={items.length > 0 ? `search-result-${active}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="search-results" role="listbox" aria-label={t.search}>
        {items.map((item, index) => {
          const entity = catalog.find("entity", item.entity);
          return (
            <li
              key={`${item.entity}/${item.id}`}
              id={`search-result-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseEnter={() => setActive(index)}
              onClick={() => open(index)}
            >
              <IconByName name={entity?.icon} />
              <b>{item.title}</b>
              <span>{item.hint}</span>
              <em>{localize(entity?.name)}</em>
            </li>
          );
        })}
      </ul>
      {q !== "" && items.length === 0 && query.isSuccess && !query.isFetching ? (
        <p className="palette-hint">{fillText(t.searchNothing, { q })}</p>
      ) : null}
      {q === "" ? <p className="palette-hint">{t.searchHint}</p> : null}
    </div>
  );
}
