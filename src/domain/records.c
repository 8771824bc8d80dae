/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/records.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define CODES(...) ((const struct code[]){ __VA_ARGS__, { NULL, NULL } })

/* name, label, type, limit, sense, codes */
#define LINE(n, l, limit, sense)                     \
	{                                            \
		n, l, VALUE_LINE, limit, sense, NULL \
	}
#define AREA(n, l, limit, sense)                     \
	{                                            \
		n, l, VALUE_AREA, limit, sense, NULL \
	}
#define DATE(n, l, sense)                         \
	{                                         \
		n, l, VALUE_DATE, 10, sense, NULL \
	}
#define TIME(n, l, sense)                         \
	{                                         \
		n, l, VALUE_TIME, 16, sense, NULL \
	}
#define NUMBER(n, l, most, sense)                     \
	{                                             \
		n, l, VALUE_NUMBER, most, sense, NULL \
	}
#define CODE(n, l, sense, ...)                           \
	{                                                \
		n, l, VALUE_CODE, 40, sense, __VA_ARGS__ \
	}
#define LIST(n, l, limit)                        \
	{                                        \
		n, l, VALUE_LIST, limit, 0, NULL \
	}
#define ID(n, l)                                      \
	{                                             \
		n, l, VALUE_ID, 64, SENSE_STAFF, NULL \
	}

#define WHO    SENSE_PERSON
#define WHERE  SENSE_WHERE
#define HEALTH SENSE_DELICATE
#define SOURCE SENSE_SOURCE
#define STAFF  SENSE_STAFF

static const struct code yes_no[] = {
	{ "yes", "はい" },
	{ "no", "いいえ" },
	{ NULL, NULL },
};

/* A reading that the program has found, and nobody confirmed. */
static const struct code guess[] = { { "yes", "推定" }, { NULL, NULL } };

static const struct code urgencies[] = {
	{ "AA", "AA いますぐ" }, { "A", "A 当日中" }, { "B", "B 3開庁日以内" },
	{ "C", "C 通常" },       { NULL, NULL },
};

static const struct field case_fields[] = {
	ID("number", "ケース番号"),
	ID("token", "照合符号"),
	CODE("status", "状態", STAFF,
	     CODES({ "open", "継続中" }, { "closed", "終結" })),
	LINE("holder", "主担当", 16, STAFF),
	ID("title", "見出し"),
	ID("kana", "見出しのふりがな"),
	CODE("urgency", "緊急度", 0, urgencies),
	LINE("lead", "主担当課（案）", 40, 0),
	ID("opened_at", "登録日時"),
	TIME("closed_at", "終結日時", STAFF),
	ID("last_member", "最後に使った世帯員番号"),
	ID("holder_since", "主担当になった日時"),
	ID("taken_by", "引き受けた人"),
	ID("taken_at", "引き受けた日時"),
	ID("bounces", "差戻しの回数"),
	ID("touched_at", "最後の記録"),
	ID("noted_at", "最後の経過記録"),
	ID("contact_on", "連絡予定日"),
	ID("safety_due", "安全確認の期限"),
	ID("safety_checked_at", "安全確認の日時"),
	LINE("eats", "今夜食べるもの", 200, 0),
	LINE("sleeps", "今夜寝る場所", 200, 0),
	LINE("reach", "終結後の連絡方法", 200, WHERE),
	ID("hidden_from", "見せない職員"),
};

static const struct field intake_fields[] = {
	TIME("received_at", "受付日時", 0),
	LINE("staff", "受付者", 16, STAFF),
	LINE("section", "受付課", 40, 0),
	CODE("channel", "受付方法", 0,
	     CODES({ "visit", "来所" }, { "phone", "電話" },
		   { "home-visit", "訪問" }, { "letter", "文書・メール" },
		   { "district", "地区の相談窓口" })),
	CODE("route", "経路", SOURCE,
	     CODES({ "self", "当事者" }, { "family", "家族" },
		   { "acquaintance", "知人" }, { "community", "地域" },
		   { "specialist", "専門機関" }, { "government", "行政" })),
	LINE("brought_by", "つないだ人・機関", 100, SOURCE),
	LINE("district", "地区", 40, WHERE),
	LINE("visitor_name", "来談者の氏名", 60, WHO | SOURCE),
	LINE("visitor_kana", "来談者のふりがな", 60, WHO | SOURCE),
	CODE("visitor_kana_guess", "来談者のふりがなは推定", SOURCE, guess),
	LINE("visitor_tel", "来談者の電話", 30, WHO | SOURCE),
	LINE("visitor_relation", "来談者と本人の関係", 40, SOURCE),
	LINE("interpreter", "通訳・言語", 60, 0),
	LINE("proxy", "代理人", 100, WHO),
	AREA("complaint", "主訴（本人の言葉で）", 4000, 0),
	AREA("hopes", "本人の希望", 1000, 0),
	AREA("tried", "これまでに試したこと", 1000, 0),
	AREA("agencies", "すでに関わっている機関", 1000, 0),
	LINE("place", "場所", 200, WHERE),
	LINE("callback", "折り返しの電話番号", 30, WHO | WHERE),
	LINE("safety_reason", "今夜の安全が未確認の理由", 200, 0),
	CODE("companion_present", "同席者", 0,
	     CODES({ "yes", "あり" }, { "no", "なし" })),
	AREA("safety_step", "安全のために取った手立て", 400, 0),
	TIME("public_assistance_form_at", "保護申請書を渡した日時", 0),
	AREA("money_home_note", "お金と住まいの状況", 1000, 0),
	DATE("next_contact", "次に連絡する日", 0),
	AREA("do_not_repeat", "二度聞かない事項", 1000, 0),
	AREA("unwanted", "本人が望まないこと", 1000, 0),
	AREA("remarks", "備考", 1000, STAFF),
};

static const struct field member_fields[] = {
	NUMBER("position", "順番", 999, STAFF),
	LINE("relation", "本人との関係", 40, 0),
	LINE("called", "呼び名", 60, WHO),
	LINE("name", "氏名（戸籍・住民票）", 60, WHO),
	LINE("kana", "ふりがな", 60, WHO),
	CODE("kana_guess", "ふりがなは推定", 0, guess),
	DATE("birth", "生年月日", WHO),
	NUMBER("age", "年齢", 150, 0),
	LINE("age_range", "年代", 10, 0),
	CODE("sex", "性別", 0,
	     CODES({ "male", "男" }, { "female", "女" }, { "other", "その他" },
		   { "no-answer", "答えない" })),
	LINE("address", "住所", 200, WHO | WHERE),
	LINE("tel", "電話", 30, WHO | WHERE),
	LINE("tel2", "電話2", 30, WHO | WHERE),
	CODE("safe_call", "電話してよいか", WHERE, yes_no),
	CODE("safe_message", "伝言を残してよいか", WHERE, yes_no),
	CODE("safe_post", "郵送してよいか", WHERE, yes_no),
	LINE("must_not_know", "知られてはならない相手", 200, WHERE),
	LINE("language", "ことば", 60, 0),
	LINE("handbooks", "手帳", 100, HEALTH),
	LINE("insurance", "保険", 100, 0),
	LINE("pension", "年金", 100, 0),
	LINE("benefits", "公的給付", 200, HEALTH),
	LINE("affiliation", "所属（学校・勤め先など）", 100, WHERE),
	AREA("problems", "課題", 1000, HEALTH),
	LINE("agency", "担当機関", 100, 0),
};

/* The names are those of struct consent in domain/consent.h. */
static const struct field consent_fields[] = {
	NUMBER("position", "順番", 999, STAFF),
	LINE("member", "誰の同意か", 8, 0),
	LIST("recipients", "伝える相手", 400),
	LIST("items", "伝える事項", 400),
	CODE("state", "同意の状態", 0,
	     CODES({ "unasked", "未確認" }, { "written", "書面" },
		   { "oral", "口頭" }, { "partial", "一部" },
		   { "pending", "働きかけ中" }, { "refused", "拒否" },
		   { "unable", "困難" }, { "withdrawn", "撤回" })),
	DATE("given_on", "答えた日", 0),
	DATE("write_by", "書面にする期日", 0),
	DATE("until", "同意の期限", 0),
	DATE("withdrawn_on", "撤回した日", 0),
	LINE("explained_by", "説明した職員", 60, 0),
	LINE("proxy_name", "代理人の氏名", 60, WHO),
	LINE("proxy_relation", "代理人の続柄", 40, 0),
	LINE("proxy_reason", "代理の理由", 200, HEALTH),
	LINE("witness", "立会人", 60, WHO),
	AREA("reason", "理由・特記", 1000, 0),
};

static const struct field referral_fields[] = {
	NUMBER("position", "順番", 999, STAFF),
	LINE("to_body", "つなぎ先", 40, 0),
	LINE("to_person", "つなぎ先の担当者", 60, 0),
	CODE("state", "つなぎの状態", 0,
	     CODES({ "draft", "作成中" }, { "sent", "送付済" },
		   { "received", "受領" }, { "contacted", "初回接触済" },
		   { "answered", "回答済" }, { "returned", "差戻し" },
		   { "redirected", "転送" }, { "withdrawn", "取下げ" })),
	CODE("urgency", "緊急度", 0, urgencies),
	AREA("reason", "つなぐ理由", 1000, 0),
	AREA("request", "お願いしたいこと", 1000, 0),
	TIME("phoned_at", "電話一報の日時", 0),
	LINE("phoned_to", "電話一報の相手", 60, 0),
	CODE("escort", "つなぎ方", 0,
	     CODES({ "accompanied", "同行" }, { "appointment", "予約" },
		   { "sheet", "シートのみ" })),
	TIME("appointment_at", "予約日時", 0),
	DATE("reply_by", "回答の期日", 0),
	TIME("sent_at", "送付日時", 0),
	TIME("received_at", "受領日時", 0),
	LINE("received_by", "受領者", 60, 0),
	TIME("contacted_at", "初回接触日時", 0),
	TIME("answered_at", "回答日時", 0),
	AREA("answer", "回答", 1000, 0),
	LINE("return_code", "差戻しの理由区分", 40, 0),
	AREA("return_reason", "差戻しの理由", 1000, 0),
	LINE("return_to", "代わりの提案先", 40, 0),
	LINE("basis", "同意に代わる根拠", 40, 0),
	AREA("basis_reason", "根拠とする理由", 1000, 0),
	LINE("basis_approver", "根拠の承認者", 60, 0),
	DATE("basis_date", "根拠の承認日", 0),
	LIST("basis_items", "根拠により伝える事項", 400),
	ID("kind", "つなぎの種類"),
	ID("follows", "もとのつなぎ"),
	ID("sent_by", "送った職員"),
	ID("sent_from", "送った課"),
	ID("to_section", "受ける人の席"),
	ID("assigned", "割り当てた職員"),
	ID("received_staff", "受領した職員"),
	ID("returned_at", "差戻しの日時"),
	ID("outcome", "回答の区分"),
	ID("moved_at", "最後に動いた日時"),
	ID("queue", "受付一覧"),
	ID("person", "いま動く職員"),
	ID("rank", "一覧での順位"),
	ID("due_at", "次の期限"),
};

static const struct field override_fields[] = {
	NUMBER("position", "順番", 999, STAFF),
	CODE("action", "変更の種類", 0,
	     CODES({ "add", "加える" }, { "drop", "外す" },
		   { "urgency", "緊急度を変える" },
		   { "lead", "主担当課を変える" })),
	LINE("target", "変更する先", 40, 0),
	CODE("urgency", "緊急度", 0, urgencies),
	AREA("reason", "変更の理由", 1000, 0),
	LINE("staff", "変更した職員", 16, STAFF),
	TIME("at", "変更日時", STAFF),
};

static const struct field duty_fields[] = {
	NUMBER("position", "順番", 999, STAFF),
	LINE("rule", "義務の規則", 60, 0),
	LINE("member", "誰について", 8, 0),
	LINE("to_body", "通告・連絡先", 40, 0),
	LINE("done_by", "行った職員", 60, 0),
	TIME("done_at", "行った日時", 0),
	LINE("received_by", "受けた人", 60, 0),
	AREA("note", "内容", 1000, 0),
};

static const struct field staff_fields[] = {
	LINE("number", "職員番号", 16, STAFF),
	LINE("name", "職員氏名", 60, STAFF),
	LINE("kana", "職員のふりがな", 60, STAFF),
	LINE("section", "所属課", 40, 0),
	LINE("role", "役割", 100, 0),
	NUMBER("active", "在職", 1, STAFF),
};

static const struct field draft_fields[] = {
	LINE("staff", "入力した職員", 16, STAFF),
	NUMBER("case_id", "元のケース", 0, STAFF),
	NUMBER("case_revision", "元の版", 0, STAFF),
	CODE("state", "状態", STAFF,
	     CODES({ "open", "入力中" }, { "signed", "登録済" },
		   { "discarded", "破棄" })),
	ID("title", "見出し"),
	LINE("page", "画面", 40, STAFF),
	LINE("field", "項目", 63, STAFF),
	NUMBER("phone", "電話", 1, STAFF),
	ID("terminal", "端末"),
	ID("opened_at", "開いた日時"),
	ID("created_at", "作成日時"),
	ID("updated_at", "更新日時"),
	ID("ended_at", "終了日時"),
	ID("ended_by", "終了した職員"),
};

static const struct field triage_fields[] = {
	NUMBER("case_id", "ケース", 0, STAFF),
	NUMBER("revision", "版", 0, STAFF),
	ID("at", "判定日時"),
	LINE("staff", "職員", 16, STAFF),
	CODE("urgency", "緊急度", 0, urgencies),
	LINE("lead", "主担当課（案）", 40, 0),
	LINE("profile", "設定", 40, 0),
	ID("rules_version", "規則の版"),
	ID("rules_hash", "規則の照合値"),
	ID("result", "判定の全文"),
};

static const struct field disclosure_fields[] = {
	NUMBER("case_id", "ケース", 0, STAFF),
	ID("at", "提供日時"),
	LINE("staff", "提供した職員", 16, STAFF),
	LINE("form", "様式", 40, 0),
	LINE("to_body", "提供先", 40, 0),
	LINE("to_person", "提供先の担当者", 60, 0),
	LIST("members", "誰の情報か", 400),
	LIST("items", "提供した事項", 400),
	LIST("consents", "よりどころの同意", 400),
	LINE("basis", "根拠", 40, 0),
	LINE("basis_text", "根拠条文", 400, 0),
	AREA("reason", "理由", 1000, 0),
	LINE("approver", "承認者", 60, 0),
	DATE("approved_on", "承認日", 0),
	LINE("medium", "渡し方", 40, 0),
	NUMBER("pages", "枚数", 999, 0),
	ID("sha256", "照合値"),
	ID("bytes", "印刷した内容"),
};

static const struct field viewing_fields[] = {
	NUMBER("case_id", "ケース", 0, STAFF),
	ID("at", "閲覧日時"),
	LINE("staff", "閲覧した職員", 16, STAFF),
	LINE("purpose", "閲覧の目的", 200, STAFF),
};

#define RECORD(name_, table_, label_, letter_, max_, fields_)     \
	{                                                         \
		.name = name_, .label = label_, .table = table_,  \
		.letter = letter_, .max = max_, .field = fields_, \
		.fields_n = ARRAY_SIZE(fields_),                  \
	}

static const struct record_desc records[REC_N] = {
	[REC_CASE] = RECORD("case", "casefile", "ケース", 0, 1, case_fields),
	[REC_INTAKE] = RECORD("intake", "intake", "受付", 0, 1, intake_fields),
	[REC_MEMBER] =
		RECORD("member", "member", "世帯員", 'm', 50, member_fields),
	[REC_CONSENT] =
		RECORD("consent", "consent", "同意", 'c', 99, consent_fields),
	[REC_REFERRAL] = RECORD("referral", "referral", "つなぎ", 'r', 99,
				referral_fields),
	[REC_OVERRIDE] = RECORD("override", "override", "振り分けの変更", 'o',
				99, override_fields),
	[REC_DUTY] = RECORD("duty", "duty", "義務の履行", 'd', 99, duty_fields),
	[REC_STAFF] = RECORD("staff", "staff", "職員", 0, 0, staff_fields),
	[REC_DRAFT] =
		RECORD("draft", "draft", "入力中の受付", 0, 0, draft_fields),
	[REC_TRIAGE] =
		RECORD("triage", "triage", "振り分け", 0, 0, triage_fields),
	[REC_DISCLOSURE] = RECORD("disclosure", "disclosure", "情報提供", 0, 0,
				  disclosure_fields),
	[REC_VIEWING] =
		RECORD("viewing", "viewing", "閲覧", 0, 0, viewing_fields),
};

const struct record_desc *record_desc(enum record rec)
{
	if (rec < 0 || rec >= REC_N)
		BUG("no record %d", (int)rec);
	return &records[rec];
}

const struct field *record_field(enum record rec, const char *name)
{
	const struct record_desc *d = record_desc(rec);

	for (size_t i = 0; i < d->fields_n; i++)
		if (*d->field[i].name == *name &&
		    !strcmp(d->field[i].name, name))
			return &d->field[i];
	return NULL;
}

const char *field_code_label(const struct field *field, const char *code)
{
	for (const struct code *c = field->codes; c && c->code; c++)
		if (!strcmp(c->code, code))
			return c->label;
	return code;
}
