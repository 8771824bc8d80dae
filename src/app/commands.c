/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command, in the order of the help text. Add a line for yours. */
#include "app/command.h"

/* clang-format off */
const struct command *const commands[] = {
	&cmd_desk,
	&cmd_audit_anew,
	&cmd_audit_show,
	&cmd_audit_verify,
	&cmd_case_show,
	&cmd_convert,
	&cmd_form,
	&cmd_forms_check,
	&cmd_forms_keys,
	&cmd_handover,
	&cmd_init,
	&cmd_intake_import,
	&cmd_loop_check,
	&cmd_loop_show,
	&cmd_profile_check,
	&cmd_rules_overrides,
	&cmd_rules_replay,
	&cmd_rules_show,
	&cmd_rules_use,
	&cmd_screens_check,
	&cmd_staff_add,
	&cmd_staff_disable,
	&cmd_staff_list,
	&cmd_staff_passphrase,
	&cmd_terminals_check,
	&cmd_triage,
	&cmd_version,
	NULL,
};
/* clang-format on */
