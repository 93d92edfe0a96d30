import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { runQuietly } from "./run.mjs";
import { say } from "./say.mjs";
import { installFailure } from "./toolchain.mjs";

/** The files that decide what is installed. */
function manifests(root) {
  const workspaces = ["packages", "apps"].flatMap((group) =>
    existsSync(join(root, group))
      ? readdirSync(join(root, group)).map((name) => join(root, group, name, "package.json"))
      : [],
  );
  return ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc"]
    .map((name) => join(root, name))
    .concat(workspaces);
}

/** Installs the workspace from its lock file, unless that was done for the very same manifests before. */
export function installWorkspace(root, env) {
  const stamp = join(root, "node_modules", ".cache", "mortise", "installed");
  const hash = fingerprint(root, manifests(root), process.platform, process.arch);
  if (isStamped(stamp, hash)) return;
  say("正在安装依赖……", "Installing dependencies…");
  // CI=true: pnpm must not wait for an answer when it replaces an old node_modules.
  const result = runQuietly("pnpm", ["install", "--frozen-lockfile"], {
    cwd: root,
    env: { ...env, CI: "true" },
  });
  if (!result.ok) throw installFailure(root, result.output);
  writeStamp(stamp, hash);
}
