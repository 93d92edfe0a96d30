import type { LocalizedText, Locale } from "@mortise/kit";
import type { Route, RouteInput, RouteOutput } from "./route.ts";

/** The body of every refusal; `message` is already in the caller's language. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details: readonly { readonly path: string; readonly message: string }[];
  /** What is needed to go on, such as both sides of a conflict; its shape belongs to the code. */
  readonly data?: unknown;
  readonly requestId: string;
}

/** A refused or failed call. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
  }

  /** The complaint about one field, if there is one. */
  detail(path: string): string | undefined {
    return this.body.details.find((detail) => detail.path === path)?.message;
  }
}

/** Options of one call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
  /** Goes out even when the page is closed meanwhile. */
  readonly keepalive?: boolean;
  /** For routes that upload. */
  readonly file?: Blob | File;
}

/** Calls the API by route, with input and answer typed by the route. */
export interface ApiClient {
  call<const R extends Route>(route: R, input: RouteInput<R>, options?: CallOptions): Promise<RouteOutput<R>>;
  /** Address of a GET route, for links and downloads. */
  url<const R extends Route>(route: R, input: Pick<RouteInput<R>, "params" | "query">): string;
}

const UNREACHABLE: LocalizedText = {
  zh: "连不上服务器，请检查网络后重试",
  en: "The server cannot be reached; check the network and try again",
};

function address(route: Route, input: { params?: unknown; query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string | number>; // route parameters are strings or numbers by schema
  const path = route.path.replace(/:(\w+)/g, (_place, name: string) =>
    encodeURIComponent(String(params[name] ?? "")),
  );
  const query = new URLSearchParams();
  // A route's query is an object by its schema.
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>))
    if (value !== undefined) query.set(name, String(value));
  const tail = query.size > 0 ? `?${query}` : "";
  return `/api/v1${path}${tail}`;
}

/** Makes a client over `fetch`; `locale` is asked at each call so that a language switch takes effect at once. */
export function createClient(options: {
  base?: string;
  locale: () => Locale;
  fetch?: typeof fetch;
  headers?: Record<string, string>;
}): ApiClient {
  const send = options.fetch ?? ((input: string | URL | Request, init?: RequestInit) => fetch(input, init));
  return {
    url: (route, input) => (options.base ?? "") + address(route, input),
    async call(route, input, call = {}) {
      const headers: Record<string, string> = {
        "accept-language": options.locale(),
        "x-requested-with": "mortise",
        ...options.headers,
      };
      if (call.idempotencyKey) headers["idempotency-key"] = call.idempotencyKey;
      const init: RequestInit = {
        method: route.method,
        headers,
        ...(call.signal ? { signal: call.signal } : {}),
        ...(call.keepalive ? { keepalive: true } : {}),
      };
      if (call.file) {
        const form = new FormData();
        form.append("file", call.file, "name" in call.file ? call.file.name : "file");
        init.body = form;
      } else if (input.body !== undefined) {
        headers["content-type"] = "application/json";
        init.body = JSON.stringify(input.body);
      }
      const response = await send((options.base ?? "") + address(route, input), init).catch(
        (error: unknown) => {
          if (call.signal?.aborted) throw error;
          throw new ApiError(0, {
            code: "KIT_UNREACHABLE",
            message: UNREACHABLE[options.locale()],
            details: [],
            requestId: "",
          });
        },
      );
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw new ApiError(response.status, errorBody(body, response.status));
      return body as RouteOutput<typeof route>; // the server validates its answers against the same schema
    },
  };
}

function errorBody(body: unknown, status: number): ErrorBody {
  if (typeof body === "object" && body !== null && "code" in body && "message" in body)
    return body as ErrorBody; // shape fixed by the API
  return { code: "KIT_INTERNAL", message: `HTTP ${status}`, details: [], requestId: "" };
}
