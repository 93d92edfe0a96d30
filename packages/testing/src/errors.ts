import { defineError } from "@mortise/kit";

/** A database test runs without the global setup that brings up the database. */
export const testDatabaseMissing = defineError("TESTING_DATABASE_MISSING", 500, {
  zh: "没有测试数据库；请用 vitest 的 database 项目运行（文件名以 .db.test.ts 结尾），或设置 MORTISE_TEST_DATABASE_URL",
  en: "There is no test database; run the file in vitest's database project (name it *.db.test.ts) or set MORTISE_TEST_DATABASE_URL",
});

/** No browser was found and none can be unpacked on this platform. */
export const chromiumMissing = defineError("TESTING_CHROMIUM_MISSING", 500, {
  zh: "没有找到 Chromium；请安装（Debian：apt-get install chromium），或用 MORTISE_CHROMIUM 指定它的路径",
  en: "No Chromium was found; install one (Debian: apt-get install chromium) or set MORTISE_CHROMIUM to its path",
});

/** Real data that a test reads lies neither beside the repository nor where it was told to look. */
export const sharedDataMissing = defineError("TESTING_SHARED_DATA_MISSING", 500, {
  zh: "没有测试用的真实数据：{file}；请把 shared 文件夹放在代码库旁边，或用 MORTISE_SHARED 指定它的路径",
  en: "The real data for tests is missing: {file}; put the folder “shared” beside the repository or set MORTISE_SHARED to its path",
});
