// The one entry of `npm start`, `npm test` and the other commands. Plain JavaScript for Node 18 and newer, without
// dependencies: it brings Node 24 and pnpm, installs, builds what changed and starts the command.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "./boot/build-web.mjs";
import { HEAP } from "./boot/heap.mjs";
import { installWorkspace } from "./boot/install.mjs";
import { runInForeground } from "./boot/run.mjs";
import { BootError, complain, explainFileError } from "./boot/say.mjs";
import { prepareToolchain } from "./boot/toolchain.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SERVER = "apps/server/src/main.ts";

/** What to run for a command word. */
function commandsFor(word, args, node) {
  if (word === "start") return [{ command: node, args: [...HEAP, SERVER, ...args] }];
  if (word === "test") return [{ command: node, args: ["scripts/check.ts", ...args] }];
  if (word === "dev") {
    return [
      { command: node, args: ["--watch", SERVER, ...args] },
      { command: node, args: ["node_modules/vite/bin/vite.js", "apps/web"] },
    ];
  }
  if (existsSync(join(root, "scripts", `${word}.ts`)))
    return [{ command: node, args: [`scripts/${word}.ts`, ...args] }];
  const known = readdirSync(join(root, "scripts")).filter((name) => name.endsWith(".ts"));
  const words = ["start", "test", "dev", ...known.map((name) => name.slice(0, -".ts".length))].join(", ");
  throw new BootError(
    `没有“${word}”这个命令；可用：${words}`,
    `There is no command "${word}"; there are: ${words}`,
  );
}

async function boot() {
  const [word = "start", ...args] = process.argv.slice(2);
  const { node, env } = prepareToolchain(root);
  const commands = commandsFor(word, args, node);
  installWorkspace(root, env);
  if (word === "start") buildWeb(root, node, env);
  return await runInForeground(commands, { cwd: root, env });
}

try {
  process.exitCode = await boot();
} catch (error) {
  const known = explainFileError(error, root);
  if (!(known instanceof BootError)) throw error;
  complain(known);
  process.exitCode = 1;
}
