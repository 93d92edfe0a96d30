import { chinaYear } from "@mortise/fields";
import { expect, test } from "vitest";
import { readDayList } from "./read-day-list.ts";

test("reads a list of days and ranges", () => {
  const list = readDayList(
    [
      "2027-02-05 至 2027-02-11 休",
      "2027/1/31 班",
      "2月20日 补班",
      "2027-10-01 to 2027-10-04 off",
      "2027-05-08 work",
    ].join("\n"),
    2027,
  );
  expect(list.unread).toEqual([]);
  expect(list.holidays).toEqual([
    ...["05", "08", "09", "10", "11"].map((day) => `2027-02-${day}`),
    "2027-10-01",
    "2027-10-04",
  ]);
  expect(list.workdays).toEqual(["2027-01-31", "2027-02-20", "2027-05-08"]);
});

test("reads the wording of the announcement of 2026", () => {
  const list = readDayList(
    `一、元旦：1月1日（星期四）至3日（星期六）放假调休，共3天。1月4日（星期日）上班。
二、春节：2月15日（农历腊月二十八、星期日）至23日（农历正月初七、星期一）放假调休，共9天。2月14日（星期六）、2月28日（星期六）上班。
三、清明节：4月4日（星期六）至6日（星期一）放假，共3天。
四、劳动节：5月1日（星期五）至5日（星期二）放假调休，共5天。5月9日（星期六）上班。
五、端午节：6月19日（星期五）至21日（星期日）放假，共3天。
六、中秋节：9月25日（星期五）至27日（星期日）放假，共3天。
七、国庆节：10月1日（星期四）至7日（星期三）放假调休，共7天。9月20日（星期日）、10月10日（星期六）上班。`,
    2026,
  );
  expect(list.unread).toEqual([]);
  expect({ holidays: list.holidays, workdays: list.workdays }).toEqual(chinaYear(2026));
});

test("names what it does not understand, and leaves other years out", () => {
  expect(readDayList("2027-02-30 休\n2027-03-01", 2027).unread).toEqual(["2027-02-30 休", "2027-03-01"]);
  expect(readDayList("2028-02-01 休", 2027)).toEqual({ holidays: [], workdays: [], unread: [] });
  expect(readDayList("nothing here", 2027)).toEqual({ holidays: [], workdays: [], unread: [] });
});
