/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent, the gate and the bases. */
#include "unit/test.h"

#include "base/path.h"
#include "domain/gate.h"

#define TODAY "2026-11-20"

static struct laws *laws;
static struct consent_rules *rules;

static int load(void **state)
{
	struct err err = ERR_INIT;
	char *path = path_data("db/profiles/fussa/consent.yaml");

	laws = laws_load(NULL, &err);
	rules = consent_rules_load(path, &err);
	free(path);
	assert_string_equal(err.text.buf, "");
	return laws && rules ? 0 : -1;
}

static int unload(void **state)
{
	laws_free(laws);
	consent_rules_free(rules);
	return 0;
}

/*
 * The gate once more, written as prose rather than as a table: what may be
 * told, in each state, for each act, on each kind of basis (-1: none).
 */
static enum gate_answer expected(enum consent_state state, enum gate_act act,
				 int kind, bool write_by, bool reason,
				 bool everyone, bool oral_at_conference)
{
	bool agreed = state == CONSENT_WRITTEN || state == CONSENT_ORAL ||
		      state == CONSENT_PARTIAL;
	bool duty = kind == BASIS_DUTY || kind == BASIS_LIFE;

	if (act == ACT_QUESTION)
		return GATE_OPEN;
	if (act == ACT_CONFERENCE)
		return state != CONSENT_REFUSED || reason ? GATE_OPEN
							  : GATE_SHUT;
	if (act == ACT_MULTI) {
		if (state == CONSENT_WRITTEN ||
		    (state == CONSENT_PARTIAL && everyone) ||
		    (state == CONSENT_ORAL && oral_at_conference))
			return GATE_OPEN;
		return GATE_SHUT;
	}
	if (agreed && (state != CONSENT_ORAL || write_by))
		return GATE_OPEN;
	if (duty)
		return GATE_BY_BASIS;
	if (state == CONSENT_ENDED || kind < 0 || kind == BASIS_CONFERENCE)
		return GATE_SHUT;
	return GATE_BY_BASIS;
}

static void gate_holds_in_every_cell(void **state)
{
	struct consent_rules local = *rules;
	size_t cells = 0;

	for (int s = 0; s < CONSENT_N; s++)
		for (int act = 0; act < ACT_N; act++)
			for (size_t b = 0; b <= laws->basis_n; b++)
				for (int giver = 0; giver < 2; giver++)
					for (int bits = 0; bits < 16; bits++) {
						const struct basis *basis =
							b ? &laws->basis[b - 1]
							  : NULL;
						struct basis_use use = {
							.basis = basis,
							.giver = (enum giver)
								giver
						};
						struct err err = ERR_INIT;
						struct gate_ask ask = {
							.state =
								(enum consent_state)
									s,
							.act = (enum gate_act)
								act,
							.everyone_in_scope =
								bits & 1,
							.write_by =
								bits & 2
									? "2026-12-04"
									: NULL,
							.reason =
								bits & 4
									? "安否が気がかり"
									: "",
							.basis = basis ? &use
								       : NULL,
							.rules = &local,
						};
						enum gate_answer got;

						if (basis &&
						    !basis->article[giver])
							continue; /* basis_check
								     refuses it
								     beforehand
								   */
						local.oral_at_conference =
							bits & 8;
						got = gate_open(&ask, &err);
						if (got !=
						    expected(
							    ask.state, ask.act,
							    basis ? (int)basis
									    ->kind
								  : -1,
							    bits & 2, bits & 4,
							    bits & 1, bits & 8))
							fail_msg(
								"state %d act %d basis %s bits %d: %d",
								s, act,
								basis ? basis->code
								      : "none",
								bits, got);
						/* Whoever is refused is told
						 * why, and whoever is not is
						 * not. */
						assert_int_equal(
							got == GATE_SHUT,
							*err.text.buf != '\0');
						cells++;
						err_release(&err);
					}
	assert_true(cells > 8 * 4 * 12 * 16);
}

static void refusal_names_the_way_out(void **state)
{
	struct gate_ask ask = { .state = CONSENT_REFUSED,
				.act = ACT_REFERRAL,
				.rules = rules };
	struct err err = ERR_INIT;

	assert_int_equal(gate_open(&ask, &err), GATE_SHUT);
	assert_int_equal(err.kind, ERR_INPUT);
	assert_non_null(strstr(err.text.buf, "refused"));
	assert_non_null(strstr(err.text.buf, "anonymous question"));
	err_release(&err);
}

static void every_basis_needs_all_its_parts(void **state)
{
	for (size_t b = 0; b < laws->basis_n; b++)
		for (int giver = 0; giver < 2; giver++)
			for (int hole = -1; hole < 5; hole++) {
				const struct basis *basis = &laws->basis[b];
				const char *recipient = "kaigo-fukushi";
				struct err err = ERR_INIT;
				struct basis_use use;
				bool serves = basis->article[giver];

				for (size_t i = 0; i < rules->receives_n; i++)
					if (streq(rules->receives[i].basis,
						  basis->code))
						recipient = rules->receives[i]
								    .section[0];
				use = (struct basis_use){
					.basis = basis,
					.giver = (enum giver)giver,
					.recipient = hole == 0 ? "" : recipient,
					.reason = hole == 1 ? " "
							    : "顔にあざがある",
					.approver = hole == 2 ? NULL : "係長",
					.date = hole == 3 ? "2026-11-21"
							  : TODAY,
					.items = hole == 4 ? "" : "*",
				};
				if (basis->kind == BASIS_CONFERENCE)
					serves = false; /* no section is a
							   recipient */
				assert_int_equal(
					basis_check(&use, rules, TODAY, &err),
					serves && hole < 0 ? 0 : -1);
				err_release(&err);
			}
}

static void a_duty_speaks_to_its_recipient_only(void **state)
{
	static const struct {
		const char *basis, *recipient;
		bool yes;
	} cases[] = {
		{ "child-report", "kodomo-katei", true },
		{ "child-report", "jiso", true },
		{ "child-report", "kaigo-fukushi", false },
		{ "elder-report", "kaigo-fukushi", true },
		{ "elder-report", "kodomo-katei", false },
		{ "disabled-report", "shogai-fukushi", true },
		{ "dv-report", "police", true },
		{ "dv-report", "shakyo", false },
		{ "life", "ambulance", true },
		{ "council", "kyoiku", true },
		{ "council", "houterasu", false },
		{ "conference", "promoter", false },
		{ "internal", "shakyo", false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(
			basis_is_recipient(laws_basis(laws, cases[i].basis),
					   rules, cases[i].recipient),
			cases[i].yes);
}

/* Who is nobody's child calls for no report about one. */
static void a_duty_is_about_somebody_of_an_age(void **state)
{
	static const struct {
		const char *basis;
		int age;
		bool yes;
	} cases[] = {
		{ "child-report", 17, true },
		{ "child-report", 18, false },
		{ "child-report", -1, true },
		{ "elder-report", 64, false },
		{ "elder-report", 65, true },
		{ "disabled-report", 17, false },
		{ "disabled-report", 65, true },
		{ "dv-report", 16, true },
		{ "life", 0, true },
		{ "life", 150, true },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(
			basis_is_about(laws_basis(laws, cases[i].basis),
				       cases[i].age),
			cases[i].yes);
}

static void bases_depend_on_the_giver(void **state)
{
	struct basis_use use = { .basis = laws_basis(laws, "elder-report") };
	struct str out = STR_INIT;

	use.giver = giver_of(rules, "kenko");
	basis_cite(&use, laws, &out);
	assert_non_null(strstr(out.buf, "69条1項"));
	assert_non_null(strstr(out.buf, "7条"));
	str_reset(&out);
	use.giver = giver_of(rules, "shakyo");
	basis_cite(&use, laws, &out);
	assert_non_null(strstr(out.buf, "27条1項1号"));
	/* Two articles of one law name it once. */
	str_reset(&out);
	use.basis = laws_basis(laws, "child-report");
	basis_cite(&use, laws, &out);
	assert_non_null(
		strstr(out.buf, "（児童虐待の防止等に関する法律6条、7条）"));
	assert_null(laws_basis(laws, "internal")->article[GIVER_PRIVATE]);
	assert_null(laws_basis(laws, "cooperation")->article[GIVER_CITY]);
	str_release(&out);
}

static void laws_print_no_penalties(void **state)
{
	static const char *const words[] = { "罰", "懲役", "拘禁", "万円",
					     "過料" };

	for (size_t i = 0; i < laws->law_n; i++)
		for (size_t k = 0; k < ARRAY_SIZE(words); k++)
			assert_null(strstr(laws->law[i].gist, words[k]));
	assert_non_null(laws_find(laws, item_info(ITEM_TAX)->law));
	assert_int_equal(strlen(laws->version), 10);
}

static void scopes_understand_groups_and_except(void **state)
{
	static const struct {
		const char *scope, *code;
		bool named_only, in;
	} cases[] = {
		{ "*", "kenko", false, true },
		{ "", "kenko", false, false },
		{ "kenko", "kenko", false, true },
		{ "kenko", "kenk", false, false },
		{ "kenk", "kenko", false, false },
		{ "@fukushi", "kenko", false, true },
		{ "@fukushi", "shakyo", false, false },
		{ "@fukushi -kenko", "kenko", false, false },
		{ "-kenko @fukushi", "kenko", false, false },
		{ "* -@kodomo", "kodomo-katei", false, false },
		{ "* -@kodomo", "kenko", false, true },
		{ "kenko -*", "kenko", false, false },
		{ "@nowhere", "kenko", false, false },
		{ "*", "tax", true, false },
		{ "* tax", "tax", true, true },
		{ "* -tax", "tax", true, false },
		{ "@", "", false, false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (scope_has(cases[i].scope, cases[i].code,
			      cases[i].named_only, rules) != cases[i].in)
			fail_msg("\"%s\" for %s", cases[i].scope,
				 cases[i].code);
}

static enum consent_state find(const struct consent *row, size_t n,
			       const char *recipient, enum item item)
{
	struct consents all = { row, n };

	return consent_find(&all, rules, "m1", recipient, item, TODAY, NULL);
}

static void scopes_are_read_out(void **state)
{
	static const char scope[] = "@kodomo -kodomo-ikusei shakyo";
	struct profile *profile = profile_load("fussa", NULL);
	struct str out = STR_INIT;

	assert_non_null(profile);
	assert_true(scope_names(scope, "@kodomo"));
	assert_false(scope_names("shakyo -@kodomo", "@kodomo"));
	assert_false(scope_names("@kodomo2 kodomo", "@kodomo"));
	assert_false(scope_names(NULL, "@kodomo"));
	/* Two groups, and one of either taken out. */
	assert_true(scope_has("@fukushi @kodomo -kenko", "kodomo-katei", false,
			      rules));
	assert_true(scope_has("@fukushi @kodomo -kenko", "kaigo-fukushi", false,
			      rules));
	assert_false(
		scope_has("@fukushi @kodomo -kenko", "kenko", false, rules));
	scope_words(scope, rules, profile, &out);
	assert_string_equal(out.buf, "市の子どもの窓口、福生市社会福祉協議会"
				     "（子ども育成課を除く）");
	str_set(&out, "");
	scope_reaches(scope, rules, profile, &out);
	assert_string_equal(out.buf, "子ども政策課、こども家庭センター課、"
				     "福生市社会福祉協議会");
	str_set(&out, "");
	scope_words("* -@soto x", rules, profile, &out);
	assert_string_equal(out.buf,
			    "つなぎ先すべて、x（市の外の専門機関を除く）");
	str_release(&out);
	profile_free(profile);
}

static void the_last_word_counts(void **state)
{
	struct consent rows[] = {
		{ .member = "m1",
		  .recipients = "@kodomo",
		  .items = "*",
		  .state = CONSENT_WRITTEN,
		  .given_on = "2026-10-01" },
		{ .member = "m1",
		  .recipients = "kodomo-katei",
		  .items = "health",
		  .state = CONSENT_REFUSED },
		{ .member = "m2",
		  .recipients = "*",
		  .items = "*",
		  .state = CONSENT_WRITTEN },
	};

	assert_int_equal(find(rows, 3, "kodomo-katei", ITEM_IDENTITY),
			 CONSENT_WRITTEN);
	assert_int_equal(find(rows, 3, "kodomo-katei", ITEM_HEALTH),
			 CONSENT_REFUSED);
	assert_int_equal(find(rows, 3, "kodomo-katei", ITEM_TAX),
			 CONSENT_UNASKED);
	assert_int_equal(find(rows, 3, "kenko", ITEM_IDENTITY),
			 CONSENT_UNASKED);
	rows[0].until = "2026-11-20";
	assert_int_equal(find(rows, 1, "kodomo-ikusei", ITEM_DONE),
			 CONSENT_WRITTEN);
	rows[0].until = "2026-11-19";
	assert_int_equal(find(rows, 1, "kodomo-ikusei", ITEM_DONE),
			 CONSENT_ENDED);
	rows[0].until = "";
	rows[0].withdrawn_on = "2026-11-20";
	assert_int_equal(find(rows, 1, "kodomo-ikusei", ITEM_DONE),
			 CONSENT_ENDED);
}

static void refusing_everything_covers_tax_too(void **state)
{
	const struct consent rows[] = {
		{ .member = "m1",
		  .recipients = "*",
		  .items = "* tax",
		  .state = CONSENT_WRITTEN },
		{ .member = "m1",
		  .recipients = "*",
		  .items = "*",
		  .state = CONSENT_REFUSED },
	};

	assert_int_equal(find(rows, 1, "shuno", ITEM_TAX), CONSENT_WRITTEN);
	assert_int_equal(find(rows, 2, "shuno", ITEM_TAX), CONSENT_REFUSED);
}

static void records_of_consent_are_complete(void **state)
{
	const struct consent good = {
		.member = "m1",
		.recipients = "kenko",
		.items = "*",
		.state = CONSENT_ORAL,
		.given_on = TODAY,
		.write_by = "2026-12-04",
		.explained_by = "窓口 花子",
		.proxy_name = "乙山 一郎",
		.proxy_relation = "長男",
		.proxy_reason = "手が不自由",
		.witness = "丙川 二郎",
	};
	struct consent alone;
	struct err err = ERR_INIT;

	assert_int_equal(consent_check(&good, TODAY, &err), 0);
#define BROKEN(field, value)                                          \
	do {                                                          \
		struct consent c = good;                              \
		c.field = (value);                                    \
		assert_int_equal(consent_check(&c, TODAY, &err), -1); \
		assert_null(strchr(err.text.buf, '\n'));              \
		err_reset(&err);                                      \
	} while (0)
	BROKEN(member, "");
	BROKEN(recipients, "");
	BROKEN(recipients, CONSENT_EVERYBODY);
	BROKEN(items, NULL);
	BROKEN(given_on, NULL);
	BROKEN(given_on, "2026-11-21");
	BROKEN(write_by, "");
	BROKEN(write_by, "2026-11-19");
	BROKEN(until, "2026-11-19");
	BROKEN(explained_by, "");
	BROKEN(proxy_name, "");
	BROKEN(proxy_relation, "");
	BROKEN(proxy_reason, "");
	BROKEN(witness, "");
	BROKEN(state, CONSENT_UNABLE);
#undef BROKEN
	/* Nobody was there to see it: then the remarks say why. */
	alone = good;
	alone.witness = "";
	assert_true(consent_unwitnessed(&alone));
	alone.reason = "訪問先にほかの人がいなかった";
	assert_false(consent_unwitnessed(&alone));
	assert_int_equal(consent_check(&alone, TODAY, &err), 0);
	alone.reason = NULL;
	alone.state = CONSENT_REFUSED;
	assert_false(consent_unwitnessed(&alone));
	err_release(&err);
}

static void states_have_codes(void **state)
{
	for (int s = 0; s < CONSENT_N; s++)
		assert_int_equal(consent_state_from_code(consent_state_code(
					 (enum consent_state)s)),
				 s);
	assert_int_equal(consent_state_from_code("expired"), CONSENT_ENDED);
	assert_int_equal(consent_state_from_code("yes"), -1);
}

static void broken_files_say_where(void **state)
{
	static const struct {
		const char *text, *begins;
	} law[] = {
		{ "version: x\nlaws: {}\n", "f:1:1: " },
		{ "version: x\nlaws: {a: {law: b, article: c}}\nbases: {}\n",
		  "f:2:11: " },
		{ "version: x\nlaws: {}\nbases:\n  a: {label: b, kind: c}\n",
		  "f:4:23: " },
		{ "version: x\nlaws: {}\nbases:\n"
		  "  a: {label: b, kind: duty, city: d}\n",
		  "f:4:35: " },
		{ "version: x\nlaws: {}\nbases:\n  a: {label: b, kind: duty}\n",
		  "f:4:6: " },
		{ "version: x\nlaws: []\nbases: {}\n", "f:2:7: " },
	}, city[] = {
		{ "groups: {}\n", "f:1:1: " },
		{ "groups: {a: {label: b}}\nreceives: {}\n", "f:1:13: " },
		{ "groups: {}\nreceives: {a: b}\n", "f:2:15: " },
		{ "groups: {}\nreceives: {}\nvalid_months: 99\n", "f:3:15: " },
		{ "groups: {}\nreceives: {}\noral: true\n", "f:3:1: " },
	};
	struct err err = ERR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(law); i++) {
		assert_null(laws_parse(law[i].text, strlen(law[i].text), "f",
				       &err));
		if (!skip_prefix(err.text.buf, law[i].begins, NULL))
			fail_msg("%zu: %s", i, err.text.buf);
		err_reset(&err);
	}
	for (size_t i = 0; i < ARRAY_SIZE(city); i++) {
		assert_null(consent_rules_parse(
			city[i].text, strlen(city[i].text), "f", &err));
		if (!skip_prefix(err.text.buf, city[i].begins, NULL))
			fail_msg("%zu: %s", i, err.text.buf);
		err_reset(&err);
	}
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gate_holds_in_every_cell),
		cmocka_unit_test(refusal_names_the_way_out),
		cmocka_unit_test(every_basis_needs_all_its_parts),
		cmocka_unit_test(a_duty_speaks_to_its_recipient_only),
		cmocka_unit_test(a_duty_is_about_somebody_of_an_age),
		cmocka_unit_test(bases_depend_on_the_giver),
		cmocka_unit_test(laws_print_no_penalties),
		cmocka_unit_test(scopes_understand_groups_and_except),
		cmocka_unit_test(scopes_are_read_out),
		cmocka_unit_test(the_last_word_counts),
		cmocka_unit_test(refusing_everything_covers_tax_too),
		cmocka_unit_test(records_of_consent_are_complete),
		cmocka_unit_test(states_have_codes),
		cmocka_unit_test(broken_files_say_where),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
