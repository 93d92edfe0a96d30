import { readWhole } from "./read-workbook.ts";

// Run as a process of its own with a memory limit: prints what became of the file named on the command line.
const started = performance.now();
const outcome = await readWhole(process.argv[2] ?? "");
const counts = outcome.refusal === undefined ? outcome.sheets.map((sheet) => sheet.filled) : [];
const seconds = (performance.now() - started) / 1000;
process.stdout.write(
  JSON.stringify({ refusal: outcome.refusal, counts, peak: process.resourceUsage().maxRSS, seconds }),
);
