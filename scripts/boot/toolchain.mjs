import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { runQuietly } from "./run.mjs";
import { BootError, readOnly, say } from "./say.mjs";

const NODE_MAJOR = 24;
/** npm's settings that say how to reach a registry; all its other variables are dropped. */
const KEPT =
  /^npm_config_(registry|proxy|https_proxy|https-proxy|noproxy|cafile|ca|strict_ssl|strict-ssl|.*_authtoken)$/i;

/** The environment for tools: without what npm tells its scripts, and with a home folder that can be written. */
function cleanEnvironment(root) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config|package|lifecycle|command|node|execpath)/i.test(name) || KEPT.test(name),
    ),
  );
  delete env.INIT_CWD;
  if (!isWritable(homedir())) {
    env.HOME = join(root, ".cache", "home");
    mkdirSync(env.HOME, { recursive: true });
  }
  return env;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The version of pnpm that the workspace names; another one would try to fetch it. */
function pinnedPnpm(root) {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.split("@")[1];
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script && script.endsWith("npm-cli.js") ? [process.execPath, script] : ["npm"];
}

function installTools(root, env) {
  const tools = join(root, "tools");
  const stamp = join(tools, "node_modules", ".cache", "installed");
  const hash = fingerprint(root, [join(tools, "package-lock.json")], process.platform, process.arch);
  if (isStamped(stamp, hash)) return;
  say("正在安装 Node.js 24 和 pnpm……", "Installing Node.js 24 and pnpm…");
  const [command, ...first] = npmCommand();
  const result = runQuietly(command, [...first, "ci", "--ignore-scripts", "--prefix", tools], {
    env,
    cwd: root,
  });
  if (!result.ok) throw installFailure(root, result.output);
  writeStamp(stamp, hash);
}

/** Why an installation failed, as far as its output tells. */
export function installFailure(root, output) {
  if (/EACCES|EROFS|EPERM|read-only file system|permission denied/i.test(output)) {
    return readOnly(root);
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network|fetch failed|error sending request/i.test(
      output,
    )
  ) {
    return new BootError(
      "无法连接软件包仓库，依赖没有装好；请检查网络或代理（npm config get registry）后重试。",
      "The package registry cannot be reached, so the dependencies are not installed; check the network or proxy (npm config get registry) and try again.",
      output,
    );
  }
  return new BootError(
    "依赖安装失败，原因见上面的输出。",
    "Installing the dependencies failed; the output above says why.",
    output,
  );
}

/**
 * Makes sure that Node 24 and the pinned pnpm are at hand.
 * The host's own Node is used when it is new enough, and its own pnpm when it is the pinned version.
 *
 * @returns {{node: string, env: Record<string, string | undefined>}}
 */
export function prepareToolchain(root) {
  const env = cleanEnvironment(root);
  const bin = join(root, "tools", "node_modules", ".bin");
  const ownNode = Number(process.versions.node.split(".")[0]) >= NODE_MAJOR;
  const ownPnpm =
    ownNode && runQuietly("pnpm", ["--version"], { env, cwd: root }).output.trim() === pinnedPnpm(root);
  if (ownNode && ownPnpm) return { node: process.execPath, env };
  installTools(root, env);
  const node = ownNode ? process.execPath : join(bin, "node");
  if (!existsSync(node)) {
    throw new BootError(
      `本平台（${process.platform} ${process.arch}）没有可自动安装的 Node.js；请先安装 Node.js ${NODE_MAJOR} 或更高版本。`,
      `No Node.js can be installed automatically on ${process.platform} ${process.arch}; please install Node.js ${NODE_MAJOR} or newer first.`,
    );
  }
  const front = ownNode ? [dirname(process.execPath), bin] : [bin];
  return { node, env: { ...env, PATH: [...front, env.PATH].join(delimiter) } };
}
