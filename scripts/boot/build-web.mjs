import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { filesBelow, fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { runQuietly } from "./run.mjs";
import { BootError, complain, explainFileError, say } from "./say.mjs";

const WEB_APPS = ["web", "embed"];
const TEST_FILE = /\.(test|e2e)\.tsx?$/;

function sources(root, app) {
  const packages = readdirSync(join(root, "packages")).flatMap((name) =>
    filesBelow(join(root, "packages", name, "src")),
  );
  return [...packages, ...filesBelow(join(root, "apps", app)), join(root, "pnpm-lock.yaml")].filter(
    (file) => !TEST_FILE.test(file),
  );
}

/** Builds the web apps whose sources changed since their last build; an app without a Vite configuration is left out. */
export function buildWeb(root, node, env) {
  for (const app of WEB_APPS) {
    const folder = join(root, "apps", app);
    if (!existsSync(join(folder, "vite.config.ts"))) continue;
    const stamp = join(root, "node_modules", ".cache", "mortise", `built-${app}`);
    const hash = fingerprint(root, sources(root, app));
    if (existsSync(join(folder, "dist")) && isStamped(stamp, hash)) continue;
    say(`正在构建网页 apps/${app}……`, `Building apps/${app}…`);
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    const result = runQuietly(node, [vite, "build"], {
      cwd: folder,
      env: { ...env, NODE_ENV: "production" },
    });
    if (!result.ok) {
      throw new BootError(`网页 apps/${app} 构建失败。`, `Building apps/${app} failed.`, result.output);
    }
    writeStamp(stamp, hash);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const root = resolve(import.meta.dirname, "..", "..");
  try {
    buildWeb(root, process.execPath, process.env);
  } catch (error) {
    const known = explainFileError(error, root);
    if (!(known instanceof BootError)) throw error;
    complain(known);
    process.exitCode = 1;
  }
}
