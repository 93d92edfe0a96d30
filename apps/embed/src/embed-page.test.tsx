import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EmbedPage } from "./embed-page.tsx";

const view = {
  form: {
    kind: "form",
    id: "f",
    version: 1,
    name: { zh: "预约演示", en: "Book a demo" },
    entity: "lead",
    items: [
      { type: "field", id: "1", field: "name", span: 12 },
      { type: "field", id: "2", field: "region", span: 12 },
      { type: "field", id: "3", field: "rate", span: 6 },
    ],
    public: { enabled: true, slug: "demo-form", intro: { zh: "请填写", en: "Please fill in" } },
  },
  fields: [
    {
      id: "name",
      name: { zh: "姓名", en: "Name" },
      required: true,
      input: { kind: "input", type: "text", reads: "text" },
    },
    {
      id: "region",
      name: { zh: "地区", en: "Region" },
      required: false,
      input: { kind: "region", reads: "value", level: "city" },
    },
    {
      id: "rate",
      name: { zh: "比例", en: "Rate" },
      required: false,
      input: { kind: "input", type: "text", reads: "text", suffix: "%" },
    },
  ],
  regions: [
    {
      code: "37",
      zh: "山东省",
      en: "Shandong",
      children: [
        { code: "3701", zh: "济南市", en: "Jinan" },
        { code: "3702", zh: "青岛市", en: "Qingdao" },
      ],
    },
    { code: "11", zh: "北京市", en: "Beijing", children: [{ code: "1101", zh: "市辖区", en: "Districts" }] },
  ],
  locales: ["zh", "en"],
};
const sent: { readonly body: unknown; readonly key: string | null }[] = [];
let answer = { status: 200, body: { ok: true, receipt: "谢谢您" } as object };

beforeEach(() => {
  localStorage.clear();
  sent.length = 0;
  answer = { status: 200, body: { ok: true, receipt: "谢谢您" } };
  window.history.replaceState({}, "", "/f/demo-form?utm_source=baidu&lang=zh");
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    if (init.method !== "POST") return Promise.resolve(new Response(JSON.stringify(view)));
    sent.push({
      body: JSON.parse(typeof init.body === "string" ? init.body : ""),
      key: new Headers(init.headers).get("idempotency-key"),
    });
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status }));
  });
});
afterEach(() => vi.unstubAllGlobals());

async function open(): Promise<void> {
  render(<EmbedPage />);
  await screen.findByRole("heading", { name: "预约演示" });
}
const submit = () =>
  act(async () => void fireEvent.click(screen.getByRole("button", { name: /提交|Submit/ })));

test("sends what was filled in, with the parameters of the address, and shows the receipt", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "张三" } });
  fireEvent.change(screen.getByLabelText("省 / 直辖市"), { target: { value: "37" } });
  fireEvent.change(screen.getByLabelText("市"), { target: { value: "3701" } });
  fireEvent.change(screen.getByLabelText("比例"), { target: { value: "15" } });
  await submit();
  expect(sent[0]?.body).toEqual({
    values: { name: "张三", region: "3701", rate: "15%" },
    parameters: {
      utm_source: "baidu",
      "@page": `${window.location.origin}/f/demo-form`,
      "@device": "电脑",
    },
    website: "",
    codes: {},
    device: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
  });
  expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  expect(screen.getByText("谢谢您")).toBeTruthy();
});

test("asks for missing answers without sending", async () => {
  await open();
  await submit();
  expect(sent).toEqual([]);
  expect(screen.getByText("请填写此项")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText(/姓名/));
});

test("keeps what was typed when the server refuses, and shows why at the field", async () => {
  await open();
  answer = {
    status: 400,
    body: {
      code: "FORM_SUBMISSION_INVALID",
      message: "有内容需要修改",
      details: [{ path: "name", message: "太短" }],
    },
  };
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "张" } });
  await submit();
  expect(screen.getByText("太短")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("张");
});

test("sends again under the same key when the network failed", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "张三" } });
  const online = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    online(url, init).then(() => Promise.reject(new TypeError("offline"))),
  );
  await submit();
  expect(screen.getByText(/网络不通/)).toBeTruthy();
  vi.stubGlobal("fetch", online);
  await submit();
  expect(sent[0]?.key).toBe(sent[1]?.key);
});

test("switches the language and keeps the answers", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "Ada" } });
  fireEvent.click(screen.getByRole("button", { name: "English" }));
  expect(screen.getByRole("heading", { name: "Book a demo" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/Name/).value).toBe("Ada");
});

test("steps go on with Enter, each checked, and a button fills a question in", async () => {
  const field = (id: string) => ({ type: "field", id, field: id, span: 12 });
  const page = (id: string, ...items: object[]) => ({ type: "page", id, title: { zh: id, en: id }, items });
  const items = [
    { type: "pages", id: "p", look: "steps", items: [page("甲", field("rate")), page("乙", field("name"))] },
    { type: "divider", id: "d", title: { zh: "其他", en: "More" } },
    {
      type: "button",
      id: "b",
      title: { zh: "示例", en: "Sample" },
      span: 3,
      action: { type: "set", set: [{ type: "set", field: "rate", value: "15" }] },
    },
  ];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) =>
    Promise.resolve(
      init.method === "POST"
        ? new Response(JSON.stringify(answer.body))
        : new Response(JSON.stringify({ ...view, form: { ...view.form, items } })),
    ),
  );
  await act(async () => void render(<EmbedPage />));
  expect(screen.getByText(/第 1 步，共 2 步/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "示例" }));
  expect(screen.getByLabelText<HTMLInputElement>(/比例/).value).toBe("15");
  // Enter on the first step goes on, and nothing is sent.
  const form = document.querySelector("form");
  if (!form) throw new TypeError("there is no form");
  await act(async () => void fireEvent.submit(form));
  expect(screen.getByText(/第 2 步，共 2 步/)).toBeTruthy();
  expect(document.activeElement).not.toBe(screen.getByLabelText(/姓名/));
  await act(async () => void fireEvent.submit(form));
  expect(screen.getByText("请填写此项")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText(/姓名/));
});

test("a complaint on another tab brings it forward", async () => {
  const field = (id: string) => ({ type: "field", id, field: id, span: 12 });
  const page = (id: string, ...items: object[]) => ({ type: "page", id, title: { zh: id, en: id }, items });
  const items = [
    { type: "pages", id: "p", look: "tabs", items: [page("甲", field("rate")), page("乙", field("name"))] },
  ];
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(JSON.stringify({ ...view, form: { ...view.form, items } }))),
  );
  await act(async () => void render(<EmbedPage />));
  await act(async () => void fireEvent.click(screen.getByRole("button", { name: "提交" })));
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("乙");
  expect(document.activeElement).toBe(screen.getByLabelText(/姓名/));
});

test("what was typed is there again after the page was closed, until it is sent or thrown away", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "李四" } });
  cleanup();
  await open();
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("李四");
  fireEvent.click(screen.getByRole("button", { name: "清空重填" }));
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("");
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "王五" } });
  await submit();
  cleanup();
  await open();
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("");
});

test("a form with a password asks for it, says when it is wrong, and sends it along", async () => {
  const passwords: (string | null)[] = [];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    const given = new Headers(init.headers).get("x-form-password");
    passwords.push(given);
    if (init.method === "POST") return Promise.resolve(new Response(JSON.stringify(answer.body)));
    const gate = { reason: "password", wrong: given !== null };
    const shut = { ...view, fields: [], form: { ...view.form, items: [] }, gate };
    return Promise.resolve(new Response(JSON.stringify(given === encodeURIComponent("芝麻") ? view : shut)));
  });
  await open();
  const enter = (text: string) => {
    fireEvent.change(screen.getByLabelText("请输入填写密码"), { target: { value: text } });
    return act(async () => void fireEvent.click(screen.getByRole("button", { name: "进入" })));
  };
  await enter("苹果");
  expect(screen.getByRole("alert").textContent).toBe("密码不正确，请重新输入");
  await enter("芝麻");
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "张三" } });
  await submit();
  expect(passwords.at(-1)).toBe(encodeURIComponent("芝麻"));
});

test("a form that opens later counts down", async () => {
  const gate = { reason: "later", opensAt: "2026-12-01T01:00:00Z", opensInMs: 90_061_000 };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ ...view, fields: [], gate }))));
  await open();
  expect(screen.getByRole("timer").textContent).toBe("1 天 01:01:01");
});

test("a form that has all it takes in a day or a month says so, and when it opens again", async () => {
  const titles = { day: "今天的名额已满", month: "本月的名额已满" };
  for (const [reason, title] of Object.entries(titles)) {
    const gate = { reason, opensAt: "2026-12-01T01:00:00Z", opensInMs: 90_061_000 };
    const body = JSON.stringify({ ...view, fields: [], gate });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(body)));
    await open();
    expect(screen.getByRole("heading", { name: title })).toBeTruthy();
    expect(screen.getByText(/将于 .+ 再次开放/)).toBeTruthy();
    cleanup();
  }
});

test("without a connection a submission waits on the device and is sent once under its key when there is one", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "张三" } });
  const online = globalThis.fetch;
  const offline = () => Promise.reject(new TypeError("offline"));
  vi.stubGlobal("fetch", offline);
  await submit();
  await act(
    async () => void fireEvent.click(screen.getByRole("button", { name: "先存到本机，联网后自动发送" })),
  );
  expect(screen.getByRole("heading", { name: "已存到本机" })).toBeTruthy();
  expect(sent).toEqual([]);
  vi.stubGlobal("fetch", online);
  cleanup();
  await open();
  expect(await screen.findByText("存在本机的 1 份内容已发送")).toBeTruthy();
  expect(sent).toMatchObject([{ body: { values: { name: "张三" } } }]);
  cleanup();
  await open();
  expect(sent).toHaveLength(1);
});

test("two signs of a connection at once send and count a submission once", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "王五" } });
  const online = globalThis.fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await submit();
  await act(
    async () => void fireEvent.click(screen.getByRole("button", { name: "先存到本机，联网后自动发送" })),
  );
  vi.stubGlobal("fetch", online);
  await act(async () => {
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("online"));
  });
  expect(await screen.findByText("存在本机的 1 份内容已发送")).toBeTruthy();
  expect(sent).toHaveLength(1);
  // Nothing says any more that it waits.
  expect(screen.queryByRole("heading", { name: "已存到本机" })).toBeNull();
  expect(screen.queryByText(/内容会自动发送/)).toBeNull();
});

test("what waited and was refused comes back into the form", async () => {
  await open();
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: "李四" } });
  const online = globalThis.fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await submit();
  await act(
    async () => void fireEvent.click(screen.getByRole("button", { name: "先存到本机，联网后自动发送" })),
  );
  answer = { status: 403, body: { code: "FORM_FULL", message: "名额已满" } };
  vi.stubGlobal("fetch", online);
  await act(async () => void window.dispatchEvent(new Event("online")));
  expect(await screen.findByText(/有一份内容没有被接受：名额已满/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "修改" }));
  expect(screen.getByLabelText<HTMLInputElement>(/姓名/).value).toBe("李四");
});
