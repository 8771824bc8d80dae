/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading form files: each fault says where it is and what to write. */
#include "unit/test.h"

#include "domain/pass.h"
#include "print/paper.h"
#include "print/parts.h"

#define HEAD "@form t 1\n@title t\n@cols 30 30\n"

static void faults_name_their_place(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ HEAD "| {client.nmae} | |\n",
		  "f:4:4: there is no value \"client.nmae\"; did you mean "
		  "\"client.name\"?" },
		{ HEAD "| 氏名 {x.y.z.q} | |\n",
		  "f:4:7: there is no value \"x.y.z.q\"" },
		{ HEAD "| {client.address} | |\n",
		  "f:4:4: \"client.address\" may have to be withheld: mark its "
		  "place with !hide" },
		{ HEAD "| !mroe x | |\n",
		  "f:4:4: there is no mark \"!mroe\"; did you mean "
		  "\"!more\"?" },
		{ HEAD "| !min=tall x | |\n",
		  "f:4:4: \"tall\" is no height in millimetres (0 to 250)" },
		{ HEAD "| !columns=1.5 x | |\n",
		  "f:4:4: \"1.5\" is no number of columns (1 to 12)" },
		{ HEAD "| {member.relation} | |\n",
		  "f:4:4: \"member.relation\" has a value for each row of a "
		  "list: put @each before its row" },
		{ HEAD "@each member 1 2\ntext\n",
		  "f:5:1: @each stands before a row" },
		{ HEAD "| !with=slip.nmae x | |\n",
		  "f:4:4: there is no value \"slip.nmae\"; did you mean "
		  "\"slip.name\"?" },
		{ HEAD "| !with=slip.name,slip.nmae x | |\n",
		  "f:4:4: there is no value \"slip.nmae\"; did you mean "
		  "\"slip.name\"?" },
		{ HEAD "| !with=slip.name,slip.at,slip.tel,slip.name,slip.at,"
		       "slip.tel,slip.name x | |\n",
		  "f:4:4: at most 6 values" },
		{ HEAD "@page blnk\n", "f:4:7: nothing may follow here" },
		{ HEAD "@each member 1 2 99\n| | |\n",
		  "f:4:18: \"99\" is no number from 1 to 40" },
		{ HEAD "@each membre 1 2\n| | |\n",
		  "f:4:7: there is no list \"membre\"" },
		{ HEAD "| [case.urgency=D]D | |\n",
		  "f:4:4: \"case.urgency\" has no code \"D\"; it has: AA A B "
		  "C" },
		{ HEAD "| [case.number=1]1 | |\n",
		  "f:4:4: \"case.number\" is a text and ticks no box" },
		{ HEAD "| [case.urgency]AA | |\n",
		  "f:4:4: a box needs a value and a code, as in "
		  "[case.urgency=AA]" },
		{ HEAD "| {case.number | |\n", "f:4:3: \"{\" without \"}\"" },
		{ HEAD "| a |\n",
		  "f:4:1: this row has 1 columns, the grid of @cols has 2" },
		{ HEAD "| a | b\n", "f:4:7: a row ends with \"|\"" },
		{ HEAD "| < | a |\n", "f:4:3: no cell to the left of \"<\"" },
		{ HEAD "| かな《x》 | |\n",
		  "f:4:5: no kanji before the ruby: put ｜ where its base "
		  "begins" },
		{ HEAD "| ｜字《x | |\n", "f:4:7: ruby is not closed by 》" },
		{ HEAD "| **x | |\n", "f:4:6: bold is not closed by **" },
		{ HEAD "| {_x} | |\n",
		  "f:4:4: \"_x\" is no length of a line: write {_30} for 30 "
		  "mm" },
		{ HEAD "@haeding x\n",
		  "f:4:1: there is no \"@haeding\"; did you mean "
		  "\"@heading\"?" },
		{ HEAD "@gap much\n",
		  "f:4:6: \"much\" is no number from 0 to 100" },
		{ HEAD "@qr {case.number}\n",
		  "f:4:4: the code holds {sheet.token} and nothing else" },
		{ HEAD "a \\\n  b {client.nmae}\n",
		  "f:5:4: there is no value \"client.nmae\"" },
		{ "@form t 1\n@title t\n@cols 150 60\n",
		  "f:3:7: the columns are 210 mm wide together; between the "
		  "margins are 186 mm" },
		{ "@form t 1\n@title t\n@paper B5 1 1 1\n",
		  "f:3:8: only A4 paper is known" },
		{ "| a |\n", "f:1:1: @cols must come before the first row" },
		{ "@form t 1\n@title t\n\xff\n", "f:3:1: this is not UTF-8" },
		{ "@form t 1\n", "f:1: @title is missing" },
		{ "@title t\n", "f:1: @form is missing" },
		{ "@form t 1\n@title t\n", "f:2: the form is empty" },
		{ "", "f:1: @form is missing" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;
		struct paper *paper = paper_parse(
			cases[i].text, strlen(cases[i].text), "f", &err);

		assert_null(paper);
		assert_int_equal(err.kind, ERR_INPUT);
		if (strncmp(err.text.buf, cases[i].says,
			    strlen(cases[i].says)) != 0)
			assert_string_equal(err.text.buf, cases[i].says);
		err_release(&err);
	}
}

static void every_fault_is_told_up_to_twenty(void **state)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	size_t lines = 0;

	str_add(&text, HEAD);
	for (int i = 0; i < 100; i++)
		str_add(&text, "| {no} | |\n");
	assert_null(paper_parse(text.buf, text.len, "f", &err));
	for (const char *p = err.text.buf; *p; p++)
		lines += *p == '\n';
	assert_int_equal(lines + 1, 20);
	err_release(&err);
	str_release(&text);
}

static void cells_become_parts(void **state)
{
	static const char text[] =
		HEAD "| =名 | !more !min=12 a[case.urgency=AA]AA{/}"
		     "漢字《かんじ》 |\n";
	struct paper *paper = paper_parse(text, strlen(text), "f", NULL);
	static const enum part_kind kinds[] = {
		PART_TEXT, PART_BOX,       PART_TEXT, PART_BREAK,
		PART_TEXT, PART_RUBY_BASE, PART_TEXT, PART_RUBY_TEXT,
		PART_TEXT, PART_RUBY_END,
	};
	const struct cell *cell;

	assert_non_null(paper);
	cell = &paper->block[0].cell[0];
	assert_true(cell->label);
	assert_int_equal(cell->font, FONT_LABEL);
	cell = &paper->block[0].cell[1];
	assert_true(cell->more);
	assert_false(cell->hide);
	assert_true(cell->min_mm > 11.9 && cell->min_mm < 12.1);
	assert_int_equal(cell->parts_n, ARRAY_SIZE(kinds));
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		assert_int_equal(cell->part[i].kind, kinds[i]);
	assert_string_equal(cell->part[1].code, "AA");
	assert_string_equal(cell->part[6].text, "漢字");
	assert_string_equal(cell->part[8].text, "かんじ");
	paper_free(paper);
}

static void every_shipped_form_can_be_read(void **state)
{
	for (int i = 0; paper_names[i]; i++) {
		struct err err = ERR_INIT;
		struct paper *paper = paper_load(paper_names[i], &err);

		assert_string_equal(err.text.buf, "");
		assert_non_null(paper);
		assert_string_equal(paper->name, paper_names[i]);
		assert_true(sheet_form_from_code(paper->name) >= 0);
		paper_free(paper);
	}
}

/* Whose name and which case: an anonymous question has no place for them. */
static void the_question_has_no_key_that_identifies(void **state)
{
	static const char *const allowed[] = { "sheet.",         "case.urgency",
					       "from.",          "to.",
					       "question.",      "concern.",
					       "household.shape" };
	struct paper *paper = paper_load("question", NULL);

	assert_non_null(paper);
	assert_int_equal(paper->qr.parts_n, 0);
	for (size_t b = 0; b < paper->blocks_n; b++)
		for (size_t c = 0; c < paper->block[b].cells_n; c++) {
			const struct cell *cell = &paper->block[b].cell[c];

			for (size_t i = 0; i < cell->parts_n; i++) {
				int key = cell->part[i].key;
				bool is_allowed = key < 0;

				for (size_t a = 0; a < ARRAY_SIZE(allowed); a++)
					is_allowed =
						is_allowed ||
						skip_prefix(
							sheet_keys(NULL)[key]
								.key,
							allowed[a], NULL);
				assert_true(is_allowed);
			}
		}
	paper_free(paper);
}

static void a_wrong_name_is_guessed(void **state)
{
	struct err err = ERR_INIT;

	assert_null(paper_load("referal", &err));
	assert_string_equal(err.text.buf, "There is no form \"referal\"; did "
					  "you mean \"referral\"?");
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_name_their_place),
		cmocka_unit_test(every_fault_is_told_up_to_twenty),
		cmocka_unit_test(cells_become_parts),
		cmocka_unit_test(every_shipped_form_can_be_read),
		cmocka_unit_test(the_question_has_no_key_that_identifies),
		cmocka_unit_test(a_wrong_name_is_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
