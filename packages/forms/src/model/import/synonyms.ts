import { headerKey } from "./header-text.ts";

/** Words that name the same thing in lists of customers and leads; each line is one thing. */
const GROUPS: readonly string[] = [
  "name 姓名 名字 名称 联系人 联系人姓名 客户姓名 contact contact_name contact_person full_name last_name lead_name 称呼 学员姓名 客户名",
  "first_name 名 given_name",
  "company 公司 公司名称 企业 企业名称 单位 单位名称 客户名称 客户公司 工作单位 company_name account account_name organization 公司名稱 客户单位",
  "account 客户 所属客户 customer associated_company 关联客户",
  "mobile 手机 手机号 手机号码 移动电话 联系电话 联系方式 cell cell_phone mobile_phone phone phone_number 电话 电话号码 联系手机 tel telephone 總機電話 固话 座机",
  "phone 电话 电话号码 固定电话 座机 办公电话 telephone tel phone_number office_phone work_phone 總機電話",
  "email 邮箱 电子邮箱 电子邮件 邮件 e_mail mail email_address 電子郵件信箱 邮箱地址",
  "wechat 微信 微信号 weixin wx",
  "qq qq号 qq号码",
  "source 来源 线索来源 客户来源 渠道 来源渠道 获客渠道 lead_source channel original_source",
  "campaign 市场活动 活动 活动名称 推广计划 campaign_name",
  "status 状态 线索状态 客户状态 跟进状态 lead_status 当前状态 经营状态",
  "stage 阶段 销售阶段 商机阶段 deal_stage sales_stage lifecycle_stage pipeline_stage",
  "industry 行业 所属行业 行业类别 sector vertical 產業類別 客户行业",
  "region 地区 区域 省市 所在地 所在地区 省市区 省份城市 行政区 territory regional_office 销售区域",
  "province 省 省份 state mailing_state_province",
  "city 市 城市 所在城市 mailing_city",
  "country 国家 国别",
  "address 地址 详细地址 联系地址 企业地址 公司地址 通讯地址 住址 street legal_entity_address mailing_address",
  "website 网址 官网 公司网址 公司網址 網址 网站 website_url url homepage 链接 link",
  "title 职位 职务 职称 job_title position 岗位 头衔",
  "department 部门 所属部门 dept",
  "gender 性别 sex",
  "budget 预算 预算金额 采购预算",
  "amount 金额 合同金额 商机金额 成交金额 订单金额 预计金额 deal_amount close_value deal_value value expected_amount 总价 总额",
  "price 单价 价格 sales_price unit_price",
  "quantity 数量 qty count 采购数量",
  "discount 折扣 折扣率",
  "probability 概率 赢率 成功率 赢单率 win_rate",
  "close_date 成交日期 预计成交日期 预计成交时间 closing_date expected_close_date 结单日期 签约日期",
  "next_follow_up 下次跟进时间 下次跟进 下次联系时间 next_contact next_activity next_follow_up_at",
  "last_follow_up 最近跟进时间 最后跟进时间 last_activity last_contacted last_activity_date",
  "owner 负责人 销售 销售员 业务员 销售代表 跟进人 所有人 归属人 客户经理 owner_id lead_owner contact_owner deal_owner account_owner sales_agent sales_rep salesperson owner_alias potential_owner company_owner record_owner",
  "team 团队 所属团队 销售团队 小组 sales_team office",
  "manager 经理 主管 上级 supervisor",
  "product 产品 意向产品 产品名称 需求产品 product_name interest 感兴趣的产品",
  "demand 需求 需求描述 客户需求 requirement requirements need needs",
  "remark 备注 说明 备注信息 附注 note notes remarks comment comments description memo 描述",
  "level 级别 等级 客户级别 客户等级 rating grade priority lead_quality 优先级",
  "score 评分 得分 线索评分 lead_score",
  "type 类型 客户类型 contact_type customer_type 公司类型",
  "employees 人数 员工人数 公司规模 规模 company_size number_of_employees employee_count size",
  "revenue 营收 年营业额 营业收入 年收入 annual_revenue",
  "credit_code 统一社会信用代码 信用代码 税号 纳税人识别号 營利事業統一編號 tax_id",
  "legal_person 法定代表人 法人 法人代表 董事長 董事长",
  "code 编号 编码 代码 客户编号 线索编号 lead_number record_id lead_id id number no 序号 公司代號 注册号 opportunity_id",
  "created_at 创建时间 创建日期 录入时间 登记时间 create_date created_time created_date created",
  "updated_at 更新时间 更新日期 修改时间 last_modified_date modified_time",
  "opportunity 商机 商机名称 机会 deal deal_name potential_name opportunity_name",
  "birthday 生日 出生日期 birth_date date_of_birth",
  "tags 标签 tag labels",
];

const index: ReadonlyMap<string, ReadonlySet<number>> = build();

function build(): ReadonlyMap<string, ReadonlySet<number>> {
  const groups = new Map<string, Set<number>>();
  for (const [number, line] of GROUPS.entries()) {
    for (const word of line.split(" ")) {
      const key = headerKey(word);
      groups.set(key, (groups.get(key) ?? new Set<number>()).add(number));
    }
  }
  return groups;
}

/** Whether two names, already as header keys, are words for the same thing. */
export function areSynonyms(one: string, other: string): boolean {
  const groups = index.get(one);
  const others = index.get(other);
  return groups !== undefined && others !== undefined && [...groups].some((group) => others.has(group));
}
