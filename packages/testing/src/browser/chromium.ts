import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromiumMissing } from "../errors.ts";

const require = createRequire(import.meta.url);

/** How a browser is started. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Environment variable that names a browser to be used before all others. */
export const CHROMIUM_VARIABLE = "MORTISE_CHROMIUM";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Works as root and in a container, and leaves the network alone. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Pages of stories live for seconds: what optimizing them costs is never earned back.
  "--js-flags=--no-opt --no-maglev",
];

/**
 * Finds a browser: the named one, an installed one, else the one that came as a package, unpacked once.
 * Throws when there is none: browser tests are never skipped silently.
 */
export async function findChromium(): Promise<ChromiumLaunch> {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named && !existsSync(named)) throw chromiumMissing();
  const installed = named ?? INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args: ARGS, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") throw chromiumMissing();
  return packagedLaunch(await unpackedFolder());
}

function packagedLaunch(folder: string): ChromiumLaunch {
  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = {};
  if (lacksLibraries(executablePath)) env["LD_LIBRARY_PATH"] = join(folder, "al2023", "lib");
  if (!existsSync("/etc/fonts/fonts.conf")) env["FONTCONFIG_PATH"] = join(folder, "fonts");
  return { executablePath, args: ARGS, env };
}

/** Tells whether the host has no NSS and its kin; also when it cannot be asked. */
function lacksLibraries(executable: string): boolean {
  const result = spawnSync("ldd", [executable], { encoding: "utf8" });
  return result.status !== 0 || result.stdout.includes("not found");
}

async function unpackedFolder(): Promise<string> {
  const home = dirname(dirname(require.resolve("@sparticuz/chromium")));
  // A file of the installed package, so its shape is known.
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const cache = cacheFolder();
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(join(cache, "chromium-draft-"));
  await unpack(join(home, "bin"), draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run was faster.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Beside the installed packages, so that it lives as long as they do; a private temporary folder when that is read-only. */
function cacheFolder(): string {
  const cache = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "mortise");
  try {
    mkdirSync(cache, { recursive: true });
    return cache;
  } catch {
    return mkdtempSync(join(tmpdir(), "mortise-chromium-"));
  }
}

async function unpack(archives: string, target: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  const before = process.env["TMPDIR"];
  // The package unpacks into the temporary folder under fixed names; this gives it one of its own.
  process.env["TMPDIR"] = target;
  try {
    for (const name of ["chromium.br", "fonts.tar.br", "al2023.tar.br"]) await inflate(join(archives, name));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
