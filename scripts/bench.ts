// Measures the product: `pnpm bench <name> [options]`. What each one shows stands in docs/reference/performance.md.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { HEAP } from "./boot/heap.mjs";

const BENCHES: Readonly<Record<string, { readonly file: string; readonly about: string }>> = {
  figures: {
    file: "apps/server/bench/figures.ts",
    about:
      "the promised figures beside SQL and a bare handler [--rows 1000000] [--seconds 4] [--connections 1,16] [--only list,get] [--import 1000000] [--folder kept]",
  },
  leads: {
    file: "apps/server/bench/leads.ts",
    about:
      "lists, searches, figures and writes of leads [--rows 100000,1000000] [--seconds 3] [--roles director,rep]",
  },
  import: {
    file: "apps/server/bench/import.ts",
    about:
      "import of a file by a server of its own, beside COPY [--rows 50000] [--files csv,xlsx] [--flows without,with] [--copy no]",
  },
  export: {
    file: "apps/server/bench/export.ts",
    about:
      "export of a whole list by a server of its own: rows a second, peak memory [--rows 100000,1000000] [--files xlsx,csv] [--roles director,rep]",
  },
  sheets: {
    file: "packages/spreadsheet/bench/sheets.ts",
    about:
      "reading and writing workbooks and CSV beside other libraries, each in a process of its own [--rows 1000000] [--only read-xlsx,write-xlsx,read-csv,write-csv]",
  },
  reports: {
    file: "apps/server/bench/reports.ts",
    about:
      "cards and a dashboard of twelve beside the same SQL, cold, warm and after a change; fifty viewers [--rows 1000000] [--seconds 5] [--rounds 7]",
  },
  lookups: {
    file: "apps/server/bench/lookups.ts",
    about:
      "a list with five lookups, live and kept, beside the list without [--rows 1000000] [--seconds 3] [--roles director,rep]",
  },
  relations: {
    file: "apps/server/bench/relations.ts",
    about:
      "conditions over trees, teams, paths and several references [--rows 100000] [--seconds 3] [--roles director,rep]",
  },
  scroll: {
    file: "apps/server/bench/scroll.ts",
    about: "a long list in a real browser: frames, queries, waiting [--rows 100000] [--roles director,rep]",
  },
  form: {
    file: "apps/server/bench/form.ts",
    about:
      "a long form in a real browser: from key press to screen, filled in and in the designer [--fields 200] [--rules 100]",
  },
  public: {
    file: "apps/server/bench/public.ts",
    about:
      "a public form: bytes of its page, Lighthouse on a simulated phone, submissions a second beside a bare INSERT [--seconds 5] [--runs 3] [--only size,page,load]",
  },
  flows: {
    file: "apps/server/bench/flows.ts",
    about:
      "what a create pays for its flows, flows a second, routed imports, parallel approvals, lateness of timers, beside SQL [--only create,rate,import,approvals,timers] [--seconds 5] [--connections 1,16] [--rows 100000] [--orders 1000] [--timers 1000] [--gaps 20,5]",
  },
  migrate: {
    file: "apps/server/bench/migrate.ts",
    about:
      "changes of fields while others write, beside plain statements [--rows 1000000] [--writes 200] [--only unique]",
  },
  "what-if": {
    file: "apps/server/bench/what-if.ts",
    about:
      "a changed rule replayed on a month of leads, beside hand-written SQL [--rows 100000] [--rounds 3]",
  },
  expressions: {
    file: "scripts/bench/expressions.ts",
    about: "both compilers of the expression language on the same pairs [--pairs 1000000] [--seed n]",
  },
};

const root = join(import.meta.dirname, "..");
const [name = "", ...options] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench) {
  const { status } = spawnSync(process.execPath, [...HEAP, join(root, bench.file), ...options], {
    stdio: "inherit",
    cwd: root,
  });
  process.exitCode = status ?? 1;
} else {
  const lines = Object.entries(BENCHES).map(([id, { about }]) => `  pnpm bench ${id.padEnd(12)} ${about}`);
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = name === "" ? 0 : 1;
}
