// A process that fires timers, to be killed: `node worker.ts <database url> <since> <speed>`.
import { silentLogger } from "@mortise/kit";
import { openStore } from "@mortise/store";
import { createProcess } from "../src/runtime/process.ts";
import { runTimers } from "../src/runtime/run-timers.ts";
import { NO_SECRET, quickClock } from "./quick-clock.ts";

const [url = "", since = "0", speed = "1"] = process.argv.slice(2);
const clock = quickClock(Number(since), Number(speed));
const store = await openStore({ url, clock, logger: silentLogger, maxConnections: 3, waitMs: 60_000 });
const engine = createProcess({ store, clock, logger: silentLogger, secret: NO_SECRET });
const timers = await runTimers({ process: engine, store, logger: silentLogger, intervalMs: 200 });
process.stdout.write("ready\n");
process.once("SIGTERM", () => {
  void timers.stop().then(() => store.close());
});
