/** Words of requests to other systems. */
export const text = {
  name: { zh: "HTTP 请求", en: "HTTP request" },
  address: { zh: "请求", en: "Request" },
  query: { zh: "参数", en: "Query" },
  header: { zh: "请求头", en: "Header" },
  body: { zh: "内容", en: "Content" },
  status: { zh: "状态码", en: "Status" },
} as const;
