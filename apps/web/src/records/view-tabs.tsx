import { MoreOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { sameText, shortKey } from "@mortise/kit";
import type { EntityDocument, ViewDates, ViewDocument, ViewLayout } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Form, Input, Modal, Tabs } from "antd";
import { useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { ScheduleDates } from "../schedule/schedule-dates.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { allOf, EMPTY_LIST, type ListState, NO_GROUPS } from "./list-state.ts";
import { recordsText } from "./text.ts";
import { DATED } from "./use-list-page.ts";
import { EVERYTHING, type ListView } from "./use-list-view.ts";

interface ViewTabsProps {
  readonly entity: EntityDocument;
  readonly list: ListView;
  readonly state: ListState;
  /** The dates by which records are shown, for saving. */
  readonly dates: ScheduleDates | undefined;
  /** The field that the map goes by, likewise. */
  readonly place: string | undefined;
  readonly onChange: (part: Partial<ListState>) => void;
}

/** The saved views of a list: those of the app and the person's own. */
export function ViewTabs(props: ViewTabsProps) {
  const { list, state, onChange } = props;
  const t = useText(recordsText);
  const localize = useLocalize();
  const views = [...list.shared, ...list.personal];
  const items = [
    ...views.map((view) => ({ key: view.id, label: localize(view.name) })),
    ...(list.offersAll ? [{ key: EVERYTHING, label: t.all }] : []),
  ];
  return (
    <Tabs
      className="view-tabs"
      size="small"
      aria-label={t.views}
      activeKey={list.view?.id ?? EVERYTHING}
      items={items}
      onChange={(key) => onChange({ ...EMPTY_LIST, search: state.search, view: key })}
      tabBarExtraContent={<ViewMenu {...props} />}
    />
  );
}

function ViewMenu(props: ViewTabsProps) {
  const { list, onChange } = props;
  const t = useText(recordsText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const [naming, setNaming] = useState(false);
  const reload = () => queryClient.invalidateQueries({ queryKey: keys.views(app) });
  const save = useMutation({
    mutationFn: (view: ViewDocument) =>
      api.call(routes.saveView, { params: { app, id: view.id }, body: { view } }),
    onSuccess: async (_done, view) => {
      await reload();
      setNaming(false);
      list.resetColumns();
      onChange({ ...EMPTY_LIST, view: view.id });
      void message.success(t.viewSaved);
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.call(routes.deleteView, { params: { app, id } }),
    onSuccess: async () => {
      await reload();
      onChange({ ...EMPTY_LIST });
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const shown = (id: string, name: ViewDocument["name"]) => viewOf(props, id, name);
  const own = list.personal.find((view) => view.id === list.view?.id);
  const items = [
    { key: "save", label: t.saveView, onClick: () => setNaming(true) },
    ...(own
      ? [
          { key: "update", label: t.updateView, onClick: () => save.mutate(shown(own.id, own.name)) },
          { key: "delete", label: t.deleteView, danger: true, onClick: () => remove.mutate(own.id) },
        ]
      : []),
    { type: "divider" as const },
    {
      key: "past",
      label: t.past,
      onClick: () => onChange({ layout: "table", asOf: new Date(Date.now() - 86_400_000).toISOString() }),
    },
    { key: "bin", label: t.bin, onClick: () => onChange({ ...EMPTY_LIST, bin: true }) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button type="text" icon={<MoreOutlined aria-hidden="true" />} aria-label={t.more} />
      </Dropdown>
      <NameDialog
        open={naming}
        busy={save.isPending}
        onCancel={() => setNaming(false)}
        onName={(name) => save.mutate(shown(`v_${shortKey(10)}`, sameText(name)))}
      />
    </>
  );
}

/** What is on screen as a view document. */
function viewOf(
  { entity, list, state, dates: shown, place }: ViewTabsProps,
  id: string,
  name: ViewDocument["name"],
): ViewDocument {
  const filter = allOf(list.view?.filter, state.filter, ...Object.values(state.quick ?? {}));
  const sort = state.sort ?? list.view?.sort;
  const rowHeight = state.rowHeight ?? list.view?.rowHeight;
  const layout = state.layout ?? list.view?.layout ?? "table";
  const dates = DATED.has(layout) ? datesToKeep(list.view?.dates, shown, state) : list.view?.dates;
  const groupBy = groupToKeep(list, state, layout);
  const map = layout === "map" && place ? { place } : list.view?.map;
  return {
    kind: "view",
    id,
    version: 1,
    name,
    entity: entity.id,
    layout,
    columns: list.columns,
    ...(filter === undefined ? {} : { filter }),
    ...(sort ? { sort } : {}),
    ...(groupBy ? { groupBy } : {}),
    ...(dates ? { dates } : {}),
    ...(list.view?.gallery ? { gallery: list.view.gallery } : {}),
    ...(map ? { map } : {}),
    ...(list.view?.colors ? { colors: list.view.colors } : {}),
    ...(rowHeight ? { rowHeight } : {}),
    ...(list.frozen === 1 ? {} : { frozen: list.frozen }),
    ...(list.quickFilters.length > 0 ? { quickFilters: list.quickFilters } : {}),
  };
}

/** The groups on screen; a field for the columns of a board makes no groups of a table. */
function groupToKeep({ view }: ListView, { group }: ListState, layout: ViewLayout): string | undefined {
  if (layout !== "table") return view?.groupBy;
  if (group !== undefined) return group === NO_GROUPS ? undefined : group;
  return view?.layout === "table" ? view.groupBy : undefined;
}

/** The dates on screen: those of the view, or another start that was chosen. */
function datesToKeep(
  view: ViewDates | undefined,
  shown: ScheduleDates | undefined,
  { scale }: ListState,
): ViewDates | undefined {
  if (!shown) return view;
  const start = shown.start.id;
  const dates =
    view?.start === start ? view : { start, ...(view?.weekStart ? { weekStart: view.weekStart } : {}) };
  return { ...dates, ...(scale ? { scale } : {}) };
}

function NameDialog({
  open,
  busy,
  onCancel,
  onName,
}: {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onName: (name: string) => void;
}) {
  const t = useText(recordsText);
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Modal
      open={open}
      title={t.saveView}
      okText={t.save}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={({ name }) => onName(name)}>
        <Form.Item
          name="name"
          label={t.viewName}
          rules={[{ required: true, whitespace: true, message: t.viewName }]}
        >
          <Input autoFocus maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
