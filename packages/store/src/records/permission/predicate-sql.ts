export { predicateSql } from "../values/sql-of.ts";
