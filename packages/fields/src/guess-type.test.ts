import { expect, test } from "vitest";
import { guessFieldType, typeFromName } from "./guess-type.ts";

test.each([
  ["姓名", ["张伟", "李娜", "王芳"], "text"],
  ["手机", ["13800138000", "139 0013 9000"], "mobile"],
  ["邮箱", ["a@b.cn", "c@d.com"], "email"],
  ["链接", ["http://a.cn/1", "https://b.cn"], "url"],
  ["受理日期", ["2025/1/17", "2023/3/3"], "date"],
  ["创建时间", ["2025/1/17 10:00", "2023-03-03 08:30:00"], "datetime"],
  ["地区", ["广东", "江苏", "内蒙古"], "region"],
  ["面积", ["39.01", "60.76"], "number"],
  ["预计金额", ["1200", "35,000.5"], "money"],
  ["折扣", ["85%", "90.5%"], "percent"],
  ["Do Not Email", ["No", "Yes", "No"], "switch"],
  ["状态", ["终止", "中止", "终止", "终止", "中止", "终止"], "select"],
  ["备注", [`第一行\n第二行`, "x".repeat(100)], "long-text"],
  ["序号", ["1", "2", "3"], "text"],
  ["工号", ["0012", "0013"], "text"],
  ["空列", [], "text"],
] as const)("takes %s for its type", (header, samples, type) => {
  expect(guessFieldType(samples, header).type).toBe(type);
});

test.each([
  ["手机号码", "mobile"],
  ["客户邮箱", "email"],
  ["下次跟进时间", "datetime"],
  ["手机型号", "text"],
  ["统一社会信用代码", "credit-code"],
  ["是否到店", "switch"],
  ["是否有附件", "switch"],
  ["起止日期", "date-range"],
  ["邮箱地址", "email"],
  ["Signed on", "date"],
  ["Unit price", "money"],
  ["Company", "text"],
])("a field called %s is of type %s", (name, type) => {
  expect(typeFromName(name)).toBe(type);
});
