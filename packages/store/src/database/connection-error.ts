import type { AppError } from "@mortise/kit";
import { databaseUnreachable } from "../errors.ts";

const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ECONNREFUSED: ["没有程序在这个地址监听", "nothing is listening there"],
  ENOTFOUND: ["找不到这台主机", "the host name is unknown"],
  EAI_AGAIN: ["域名解析暂时不可用", "the name server does not answer"],
  ETIMEDOUT: ["连接超时", "the connection timed out"],
  EHOSTUNREACH: ["网络不通", "the host cannot be reached"],
  ECONNRESET: ["连接被对方断开", "the connection was reset"],
  "28P01": ["用户名或密码不对", "user name or password is wrong"],
  "28000": ["数据库拒绝了这个用户", "the user is not let in"],
  "3D000": ["没有这个名字的数据库", "there is no database of that name"],
  "57P03": ["数据库正在启动或关闭", "it is starting up or shutting down"],
  "53300": ["连接数已满", "it has no free connections"],
};

const UNKNOWN: readonly [zh: string, en: string] = ["连接失败", "the connection failed"];

/** The code of a driver or socket error, or nothing; the error itself must never be logged whole. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  // A failed connect to `localhost` is an AggregateError over its addresses.
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Host, port and database of a connection address, without user and password. */
function safeAddress(url: string): string {
  if (!URL.canParse(url)) return "?";
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "localhost"}:${port || "5432"}${pathname}`;
}

/** Turns a failed first connection into one clear sentence. */
export function connectionError(url: string, error: unknown): AppError {
  const code = errorCode(error);
  const [reasonZh, reasonEn] = (code === undefined ? undefined : REASONS[code]) ?? UNKNOWN;
  return databaseUnreachable({ address: safeAddress(url), reasonZh, reasonEn });
}
