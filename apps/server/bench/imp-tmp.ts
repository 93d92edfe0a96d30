import { openDesk } from "./flows/open-desk.ts";
import { measureRouting } from "./flows/route-import.ts";
const desk = await openDesk();
let s0 = desk.seconds();
const t0 = performance.now();
console.log(await measureRouting(desk, Number(process.argv[2])));
const s1 = desk.seconds();
console.log(
  "cpu server",
  s1.server - s0.server,
  "db",
  s1.database - s0.database,
  (performance.now() - t0) / 1000,
);
await desk.product.server.stop();
process.exit(0);
