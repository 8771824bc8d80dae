/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every key that a form may use. A form with any other key is refused.
 * The meanings are Japanese because they are read beside the form files.
 */
#include "domain/sheet.h"

#include <string.h>

#include "base/mem.h"

#define ANSWER "yes no unknown refused"
#define YES_NO "yes no"
#define BOX    "main other"

/* clang-format off */
#define TEXT(k, m)           { k, SHEET_ONCE, SHEET_TEXT, false, NULL, m }
#define WHOLE(k, m)          { k, SHEET_ONCE, SHEET_TEXT, false, NULL, m, true }
#define SECRET(k, m)         { k, SHEET_ONCE, SHEET_TEXT, true, NULL, m }
#define CODE(k, c, m)        { k, SHEET_ONCE, SHEET_CODE, false, c, m }
#define SECRET_CODE(k, c, m) { k, SHEET_ONCE, SHEET_CODE, true, c, m }
#define ROW(l, k, m)         { k, l, SHEET_TEXT, false, NULL, m }
#define ROW_SECRET(l, k, m)  { k, l, SHEET_TEXT, true, NULL, m }
#define ROW_CODE(l, k, c, m) { k, l, SHEET_CODE, false, c, m }

static const struct sheet_key keys[] = {
	/* The sheet itself */
	TEXT("sheet.city", "自治体名"),
	TEXT("sheet.number", "文書番号"),
	TEXT("sheet.token", "二次元コードの中身（意味を持たない文字列だけ）"),
	TEXT("sheet.printed_at", "印刷した日時"),
	WHOLE("sheet.printed_by", "印刷した職員"),

	/* The case */
	TEXT("case.number", "整理番号"),
	CODE("case.urgency", "AA A B C", "緊急度"),
	TEXT("case.urgency_say", "緊急度の意味（「本日中に連絡」など）"),
	TEXT("case.protection", "支援措置などの注意書き（住所は書かない）"),
	WHOLE("holder.name", "いまの主担当の氏名"),
	TEXT("holder.section", "いまの主担当の所属"),

	/* From and to */
	TEXT("from.section", "送る側の所属"),
	WHOLE("from.staff", "送る側の職員"),
	WHOLE("from.tel", "送る側の電話・内線"),
	TEXT("to.section", "つなぎ先"),
	WHOLE("to.staff", "つなぎ先の担当者"),
	WHOLE("to.tel", "つなぎ先の電話・内線"),
	TEXT("sent_on", "つないだ日"),

	/* Reception */
	TEXT("intake.received_at", "受付日時"),
	WHOLE("intake.staff", "受け付けた職員"),
	TEXT("intake.section", "受け付けた所属"),
	CODE("intake.channel", "visit phone home-visit letter district", "受付方法"),
	CODE("intake.route", "self family acquaintance community specialist government", "経路"),
	TEXT("intake.brought_by", "つないでくれた人・機関（民生委員など）"),
	SECRET("intake.district", "地区"),
	SECRET("visitor.name", "来談者の氏名"),
	SECRET("visitor.kana", "来談者のふりがな"),
	SECRET("visitor.tel", "来談者の電話"),
	TEXT("visitor.relation", "来談者の本人との関係"),
	TEXT("intake.interpreter", "通訳・言語"),
	TEXT("intake.proxy", "代理人"),
	SECRET("intake.place", "いまいる所（住所がない・名乗らないとき）"),
	SECRET("intake.callback", "折り返しの番号"),

	/* Listening */
	SECRET("intake.complaint", "主訴（本人の言葉のまま）"),
	SECRET("intake.hopes", "本人の望み"),
	SECRET("intake.tried", "これまでに試したこと"),
	SECRET("intake.done", "窓口で行ったこと"),
	SECRET("intake.agencies", "すでに関わっている機関"),
	SECRET("intake.remarks", "備考"),
	SECRET_CODE("concern.health", BOX, "病気や健康・障害"),
	SECRET_CODE("concern.housing", BOX, "住まい"),
	SECRET_CODE("concern.income", BOX, "収入・生活費"),
	SECRET_CODE("concern.rent", BOX, "家賃やローンの支払い"),
	SECRET_CODE("concern.tax", BOX, "税金や公共料金等の支払い"),
	SECRET_CODE("concern.debt", BOX, "債務"),
	SECRET_CODE("concern.job", BOX, "仕事探し・就職"),
	SECRET_CODE("concern.work", BOX, "仕事上の不安やトラブル"),
	SECRET_CODE("concern.community", BOX, "地域との関係"),
	SECRET_CODE("concern.family", BOX, "家族との関係"),
	SECRET_CODE("concern.childcare", BOX, "子育て"),
	SECRET_CODE("concern.care", BOX, "介護"),
	SECRET_CODE("concern.hikikomori", BOX, "ひきこもり・不登校"),
	SECRET_CODE("concern.abuse", BOX, "DV・虐待"),
	SECRET_CODE("concern.food", BOX, "食べるものがない"),
	SECRET_CODE("concern.other", BOX, "その他"),

	/* Safe tonight? Stored as facts: yes means the danger is there. */
	SECRET_CODE("fact.no_food", ANSWER, "今夜食べるものがない"),
	SECRET_CODE("fact.no_bed", ANSWER, "今夜寝る場所がない"),
	SECRET_CODE("fact.lifeline_cut", ANSWER, "電気・ガス・水道が止まっている"),
	SECRET_CODE("fact.in_danger_now", ANSWER, "いま危険"),
	SECRET_CODE("fact.no_medicine", ANSWER, "薬がない・切れる"),
	SECRET_CODE("fact.acute_illness", ANSWER, "急病（本人）"),
	SECRET_CODE("fact.suicidal", ANSWER, "死にたい気持ち"),
	SECRET_CODE("fact.suicide_plan", ANSWER, "死にたい気持ち・計画"),
	SECRET_CODE("fact.suicide_means", ANSWER, "死にたい気持ち・手段"),
	SECRET_CODE("fact.suicide_attempt", ANSWER, "死にたい気持ち・未遂歴"),
	SECRET_CODE("fact.alone_dependant", ANSWER, "子や要介護者が一人で残されている"),
	SECRET_CODE("fact.no_contact", ANSWER, "安否が確認できない"),
	SECRET_CODE("fact.wants_public_assistance", ANSWER, "生活保護の申請意思"),
	TEXT("public_assistance.form_at", "生活保護の申請書を渡した日時"),
	SECRET("safety.step", "安全のために行ったこと"),
	SECRET("safety.reason", "今夜の安全を確認できなかった理由"),
	SECRET("facts.yes", "状況：あてはまること（一覧の文）"),
	SECRET("facts.unknown", "状況：分からないこと（一覧の文）"),
	SECRET("facts.refused", "状況：答えたくないこと（一覧の文）"),

	/* The person */
	SECRET("client.called", "呼び名"),
	SECRET("client.name", "本人の氏名"),
	SECRET("client.kana", "本人のふりがな"),
	SECRET("client.birth", "生年月日"),
	SECRET("client.age", "年齢（「82歳」「70代」）"),
	SECRET_CODE("client.sex", "male female other no-answer", "性別"),
	SECRET("client.address", "住所"),
	SECRET("client.tel", "電話"),
	SECRET("client.tel2", "電話（もう一つ）"),
	SECRET("client.affiliation", "勤務先・学校など"),
	TEXT("client.language", "使う言語"),
	SECRET("client.handbooks", "手帳"),
	SECRET("client.insurance", "健康保険"),
	SECRET("client.pension", "年金"),
	SECRET("client.benefits", "公的給付"),

	/* Safe contact */
	CODE("safe.call", YES_NO, "電話をしてよいか"),
	CODE("safe.message", YES_NO, "伝言を残してよいか"),
	CODE("safe.post", YES_NO, "郵便を送ってよいか"),
	SECRET("safe.contact", "安全な連絡のしかた（時間帯・番号など）"),
	SECRET("safe.must_not_know", "知られてはならない人"),

	/* The household */
	TEXT("household.shape", "世帯の形（名前なし。「80代と50代の2人世帯」）"),
	ROW(SHEET_MEMBER, "member.relation", "続柄"),
	ROW_SECRET(SHEET_MEMBER, "member.name", "世帯員の氏名"),
	ROW_SECRET(SHEET_MEMBER, "member.kana", "世帯員のふりがな"),
	ROW_SECRET(SHEET_MEMBER, "member.birth", "世帯員の生年月日"),
	ROW_SECRET(SHEET_MEMBER, "member.age", "世帯員の年齢（学年を添えてよい）"),
	ROW_SECRET(SHEET_MEMBER, "member.affiliation", "世帯員の所属"),
	ROW_CODE(SHEET_MEMBER, "member.together", YES_NO, "同居しているか"),
	ROW_SECRET(SHEET_MEMBER, "member.problems", "世帯員の課題"),
	ROW_SECRET(SHEET_MEMBER, "member.agency", "世帯員を担当する機関"),
	CODE("household.hearsay", YES_NO, "世帯員のことは来談者からの伝聞か"),

	/* The referral */
	TEXT("referral.reason", "つなぐ理由"),
	TEXT("referral.request", "お願いしたいこと"),
	CODE("referral.phoned", YES_NO, "電話で一報したか（電話一報）"),
	TEXT("referral.phoned_at", "電話一報の日時"),
	TEXT("referral.phoned_to", "電話一報を受けた人"),
	CODE("referral.handover", "accompanied appointment later", "引き継ぎ方（同行・予約・後日連絡）"),
	TEXT("referral.handover_at", "同行・予約の日時"),
	SECRET("referral.do_not_repeat", "二度聞かない事項"),
	SECRET("referral.unwanted", "本人が望まないこと"),
	TEXT("referral.reply_by", "返信の期限"),
	TEXT("referral.others", "ほかのつなぎ先"),
	TEXT("referral.basis", "同意によらず渡す場合の根拠"),

	/* The answer */
	TEXT("reply.received_by", "受領者"),
	TEXT("reply.received_at", "受領日"),
	TEXT("reply.contacted_at", "初回接触日"),
	CODE("reply.result", "keep done returned redirected", "結果"),
	TEXT("reply.text", "結果の説明・差戻しの理由"),
	TEXT("reply.next", "次に行うこと"),

	/* Consent */
	CODE("consent.taken", "written oral", "同意を受けた形"),
	CODE("consent.state", "unasked written oral partial pending refused unable withdrawn expired", "同意の状態"),
	TEXT("consent.date", "同意の日"),
	SECRET("consent.giver", "同意する人"),
	TEXT("consent.recipients", "伝える先（一覧の文。除く先も書く）"),
	TEXT("consent.items", "伝える項目（一覧の文）"),
	TEXT("consent.except", "除く先・除く項目"),
	TEXT("consent.purpose", "目的"),
	TEXT("consent.period", "同意の期間"),
	TEXT("consent.written_by", "口頭のとき：書面にする期限"),
	TEXT("consent.explained_by", "説明した職員"),
	TEXT("consent.explained_at", "説明した日時"),
	SECRET("consent.proxy", "代筆・代理をした人"),
	TEXT("consent.proxy_relation", "代筆・代理をした人の関係と理由"),
	SECRET("consent.witness", "立会人"),
	ROW(SHEET_RECIPIENT, "recipient.section", "伝える先"),
	ROW(SHEET_RECIPIENT, "recipient.items", "その先に伝える項目"),
	ROW(SHEET_RECIPIENT, "recipient.except", "その先について除くもの"),
	ROW_CODE(SHEET_RECIPIENT, "recipient.given", YES_NO, "その先への同意"),

	/* Triage */
	TEXT("triage.lead", "主担当の案"),
	TEXT("triage.promoter", "推進員が加わる理由"),
	TEXT("triage.coordinator", "地域福祉コーディネーターが加わる理由"),
	TEXT("triage.ask", "まだ聞いていないこと"),
	TEXT("triage.override", "振り分けを変えた理由"),
	TEXT("triage.rules", "規則の版"),
	ROW(SHEET_DESTINATION, "destination.to", "つなぎ先"),
	ROW(SHEET_DESTINATION, "destination.urgency", "その緊急度"),
	ROW(SHEET_DESTINATION, "destination.because", "その理由"),
	ROW(SHEET_DESTINATION, "destination.done", "連絡の状況"),
	ROW(SHEET_DUTY, "duty.say", "いますぐ行うこと"),
	ROW(SHEET_DUTY, "duty.to", "その相手"),
	ROW(SHEET_DUTY, "duty.urgency", "その緊急度"),
	ROW(SHEET_DUTY, "duty.basis", "その根拠"),
	ROW(SHEET_DUTY, "duty.done", "伝えたか（相手ごとに、いつ・誰が受けたか）"),

	/* 申し送り: the list, and what the sheet of one case says besides */
	TEXT("list.of", "何の一覧か（課・職員）"),
	TEXT("list.scope", "どの一覧か（待っているもの・きょう・朝の打合せなど）"),
	TEXT("list.count", "件数"),
	TEXT("list.urgent", "そのうちAAの件数"),
	TEXT("list.late", "そのうち遅れの件数"),
	TEXT("list.more", "この紙に載っていない件数と理由"),
	ROW(SHEET_HANDOVER, "handover.urgency", "緊急度"),
	ROW(SHEET_HANDOVER, "handover.why", "載せた理由"),
	ROW(SHEET_HANDOVER, "handover.late", "遅れ"),
	ROW(SHEET_HANDOVER, "handover.number", "整理番号"),
	ROW(SHEET_HANDOVER, "handover.state", "いまの段階"),
	ROW(SHEET_HANDOVER, "handover.next", "次にすること・期限"),
	ROW(SHEET_HANDOVER, "handover.person", "動く人"),
	ROW_SECRET(SHEET_HANDOVER, "handover.complaint", "主訴（一行）"),
	ROW(SHEET_HANDOVER, "handover.from", "どこから"),
	ROW(SHEET_HANDOVER, "handover.to", "つなぎ先"),
	ROW(SHEET_HANDOVER, "handover.request", "頼まれたこと"),
	ROW(SHEET_HANDOVER, "handover.holder", "主担当"),
	ROW(SHEET_HANDOVER, "handover.since", "主担当になった日"),
	ROW(SHEET_HANDOVER, "handover.care", "連絡の注意"),
	ROW(SHEET_HANDOVER, "handover.duties", "まだ伝えていない通告・連絡先"),
	TEXT("holder.since", "主担当になった日時（読む形）"),
	SECRET("case.next", "次に連絡する日"),
	TEXT("case.care", "連絡の注意（人・場所の名前は書かない）"),
	TEXT("case.consents", "同意の状態（相手ごとの一覧）"),
	TEXT("case.others", "ほかにかかわっている所・電話・受けた人"),
	TEXT("case.journal", "最近の経過"),

	/* The anonymous question: nothing here may identify a person. */
	TEXT("question.age", "年代（「80代」）"),
	TEXT("question.situation", "状況（個人が分からないように書いたもの）"),
	TEXT("question.tried", "窓口で検討したこと"),
	TEXT("question.ask", "教えてほしいこと"),
	CODE("question.consent", "unasked pending refused unable", "匿名で尋ねる理由"),
	TEXT("question.reply_by", "返事がほしい日時"),
	TEXT("question.answer", "助言"),
	TEXT("question.answered_by", "助言した人"),

	/* The duty report */
	CODE("report.kind", "child elder disabled dv other", "通告・通報の種類"),
	TEXT("report.law", "根拠となる法律の条"),
	TEXT("report.phoned_at", "口頭（電話）で通告・通報した日時"),
	TEXT("report.phoned_to", "口頭の通告・通報を受けた人"),
	SECRET("report.found_by", "誰が気づいたか（通告者。法定の受け手だけに伝える）"),
	SECRET("report.found_how", "どのように知ったか"),
	SECRET("report.about_name", "通告・通報の対象となる人の氏名"),
	SECRET("report.about_kana", "同 ふりがな"),
	SECRET("report.about_birth", "同 生年月日・年齢"),
	SECRET("report.about_sex", "同 性別"),
	SECRET("report.about_address", "同 住所・居所"),
	SECRET("report.about_affiliation", "同 所属（学校・保育所・事業所など）"),
	SECRET("report.about_where", "同 いまいる所"),
	SECRET("report.other_name", "虐待等をしたと疑われる人"),
	SECRET("report.other_relation", "同 関係"),
	TEXT("report.seen", "見たこと・聞いたこと（事実のまま）"),
	TEXT("report.heard", "本人の言葉"),
	TEXT("report.injury", "けが・様子"),
	CODE("report.now_safe", ANSWER, "いま安全か"),
	TEXT("report.danger", "急を要する理由"),
	TEXT("report.done", "すでに行ったこと"),
	TEXT("report.request", "お願いしたいこと"),
	TEXT("report.reason", "住所・所属を記す理由と承認者"),
	TEXT("report.answer_to", "連絡先（通告・通報した所属）"),

	/* The slip to carry home: neutral, in plain words */
	TEXT("slip.name", "宛名（本人が望む呼び名）"),
	TEXT("slip.place", "次に行く所（窓口の名前）"),
	TEXT("slip.body", "窓口と名前のちがう課・機関"),
	WHOLE("slip.person", "会う人"),
	TEXT("slip.at", "日時"),
	WHOLE("slip.tel", "電話"),
	TEXT("slip.bring", "持ってくるもの"),
	TEXT("slip.passed", "伝えたこと"),
	TEXT("slip.desk", "困ったときの窓口"),
	WHOLE("slip.desk_tel", "困ったときの窓口の電話"),
};
/* clang-format on */

static const char *const lists[SHEET_LISTS] = {
	[SHEET_ONCE] = "",
	[SHEET_MEMBER] = "member",
	[SHEET_RECIPIENT] = "recipient",
	[SHEET_DESTINATION] = "destination",
	[SHEET_DUTY] = "duty",
	[SHEET_HANDOVER] = "handover",
};

const struct sheet_key *sheet_keys(size_t *n)
{
	if (n)
		*n = ARRAY_SIZE(keys);
	return keys;
}

int sheet_key_find(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (!strcmp(keys[i].key, key))
			return (int)i;
	return -1;
}

int sheet_list_find(const char *name)
{
	for (int l = SHEET_ONCE + 1; l < SHEET_LISTS; l++)
		if (!strcmp(lists[l], name))
			return l;
	return -1;
}
