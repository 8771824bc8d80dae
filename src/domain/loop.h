/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The closed loop of a referral (つなぎ): each is received by a human, answered
 * or sent back with a reason, and no case is ever without somebody who holds
 * it. One table says from where each act leads, who may do it and what it
 * needs; one function takes the step, in one transaction with its history.
 *
 * The holder (主担当) is a person: whoever took the case, until it is received.
 *
 *   receive      a つなぎ makes its receiver the holder; of several at once the
 *                first, and after that only the one at the proposed lead; also
 *                who was sent it by the holder, and a coordinator who was
 *                handed it. An outside body never holds: its referral stays
 *                with the holder here
 *   answer-keep  the same holds for who keeps it: a second counter that goes on
 *                with its part does not take the case from the first
 *   return       its receiver's case goes to the promoter of who sent it; the
 *                second return of a case, of whatever kind, to a coordinator,
 *                who keeps it until handing it on
 *   take-back    whoever takes back what came back once
 *   hand-over, settle, reopen, staff leaving: as was said there
 *
 * Advice, questions without a name and requests for information never change
 * the holder, neither received nor answered.
 *
 * A case in dispute stands on the dated list of a conference. Whoever is named
 * a member there may read it: until so many days after the conference
 * (profile.yaml), the case is closed, or somebody takes them off; where members
 * pledge secrecy, from their pledge on; where consent is needed, as long as it
 * stands and reaches their counter.
 *
 * Invariants, here and in the database: an open case has exactly one holder,
 * who works here; an open referral stands in a queue that somebody reads.
 */
#ifndef DOMAIN_LOOP_H
#define DOMAIN_LOOP_H

#include "domain/actor.h"
#include "domain/basis.h"
#include "domain/casefile.h"
#include "domain/rules.h"

enum loop_state {
	LOOP_DRAFT,
	LOOP_SENT,
	LOOP_RECEIVED,
	LOOP_CONTACTED,
	LOOP_ANSWERED,
	LOOP_RETURNED,
	LOOP_REDIRECTED,
	LOOP_WITHDRAWN,
	LOOP_STATE_N,
};

enum loop_kind {
	LOOP_WORK,     /* take this over */
	LOOP_ADVICE,   /* the promoter arranges, the coordinator advises */
	LOOP_QUESTION, /* 匿名相談: without a name, needs no consent */
	LOOP_INFO,     /* 情報収集依頼 */
	LOOP_KIND_N,
};

enum loop_act {
	LOOP_SEND,
	LOOP_RECEIVE,
	LOOP_CONTACT,
	LOOP_ANSWER_KEEP, /* accepted to keep */
	LOOP_ANSWER_DONE,
	LOOP_ANSWER_INFO,
	LOOP_RETURN,
	LOOP_REDIRECT,
	LOOP_TO_COORDINATOR,
	LOOP_TAKE_BACK, /* the sender keeps what came back */
	LOOP_WITHDRAW,
	LOOP_ASSIGN,
	LOOP_ASK,
	LOOP_ASK_INFO,
	LOOP_REPORT, /* 通告・通報 was made */
	LOOP_SAFETY, /* 48時間の安全確認 */
	LOOP_NOTE,
	LOOP_FOLLOW_UP,
	LOOP_DISPUTE, /* 担当が決まらない */
	LOOP_SETTLE,
	LOOP_SEAT, /* 構成員 of that conference, who may read the case */
	LOOP_UNSEAT,
	LOOP_PLEDGE, /* 守秘の誓約 */
	LOOP_HAND_OVER,
	LOOP_HIDE, /* from whoever handles the perpetrator */
	LOOP_UNHIDE,
	LOOP_CLOSE,
	LOOP_REOPEN,
	LOOP_ACT_N,
};

/* What a step cannot do without. Bits. */
enum loop_need {
	NEED_WHY = 1 << 0,         /* a text: reason, answer, question */
	NEED_TO = 1 << 1,          /* a destination */
	NEED_CODE = 1 << 2,        /* a reason code of the profile */
	NEED_ALTERNATIVE = 1 << 3, /* where else, for what is sent back */
	NEED_STAFF = 1 << 4,       /* a colleague */
	NEED_NAME = 1 << 5,        /* of the human outside who took it */
	NEED_DATE = 1 << 6,        /* today or later */
	NEED_CONSENT = 1 << 7,     /* or a basis */
	NEED_GUARDS = 1 << 8,      /* nothing may be open: loop_missing() */
	NEED_PAST = 1 << 9,        /* a day, today or earlier */
};

#define LOOP_BIT(x) (1u << (x))
#define LOOP_STAYS  (-1)

/* One row of the table. */
struct loop_step {
	enum loop_act act;
	unsigned kinds; /* of referrals; 0: it is about the case */
	unsigned from;  /* states; 0: it is about the case */
	int to;         /* state, or LOOP_STAYS */
	int begins;     /* kind of the referral it begins; -1: none */
	unsigned needs;
	bool open, closed; /* in which cases */
};

extern const struct loop_step loop_steps[];
extern const size_t loop_steps_n;

const char *loop_act_code(enum loop_act act);  /* "hand-over" */
const char *loop_act_label(enum loop_act act); /* 申し送り */
/* An act of the journal in words; that a case was taken is one, too. */
const char *loop_act_words(const char *code);
enum action loop_act_right(enum loop_act act);
const char *loop_state_code(enum loop_state state);
int loop_state_from_code(const char *code); /* "" is a draft; -1: unknown */
/* Nothing more happens to it. */
bool loop_ended(int state);
const char *loop_kind_code(enum loop_kind kind);
const char *loop_kind_label(enum loop_kind kind);
/* 理由, つなぎ先 …, of one bit. */
const char *loop_need_label(enum loop_need need);
/* The row for this; NULL: it is not possible. state and kind count for acts on
 * a referral only. */
const struct loop_step *loop_step_find(enum loop_act act, enum loop_state state,
				       enum loop_kind kind);

/* What the rules look at besides the case. All borrowed. */
struct loop {
	struct store *store;
	const struct rules *rules; /* and their profile and facts */
	const struct consent_rules *consent_rules;
	const struct laws *laws;
};

/* What comes with a step; NULL is not given. Borrowed. */
struct loop_args {
	const char *why;     /* reason, answer, note, question */
	const char *to;      /* destination; for a return the alternative */
	const char *desk;    /* section of the coordinator; NULL: the general */
	const char *code;    /* reason code of a return */
	const char *staff;   /* number of a colleague */
	const char *name;    /* who received it outside */
	const char *date;    /* reply by, conference on, next contact on,
				pledged on */
	const char *meeting; /* code; NULL: the profile's for disputes, with
				consent or, where it does not reach, without */
	const char *eats, *sleeps, *reach; /* the three questions */
};

/*
 * Take one step with a referral ("r1"; NULL for acts on the case): one
 * transaction with history and journal; it decides on what stands in the
 * store by then. -1 and a sentence: not possible from here, not theirs to do,
 * something is missing; nothing was written. Inside a transaction of the
 * caller's it is a part of that, which is to be given up after -1.
 */
int loop_do(const struct loop *l, const struct actor *actor, int64_t case_id,
	    const char *referral, enum loop_act act,
	    const struct loop_args *args, struct err *err);

/*
 * Must this member of staff not see the case, because they handle the
 * perpetrator, or are one? Then they have no relation to it whatever: they
 * cannot open, print or receive it, hold it or be given it, and lists show them
 * that there is a case and nothing more. LOOP_HIDE says so, with a reason.
 */
bool case_hidden_from(const struct casefile *cf, const char *staff);
/* The same of a list out of the store ("0101 0105", may be NULL). */
bool hidden_from(const char *list, const char *staff);
/* Rows of a list, with a column hidden_from, for STAFF: what they must not see
 * loses these columns (ended by NULL). */
void hidden_mask(struct rows *rows, const char *staff,
		 const char *const *columns);

/* May the case be told there, by consent or by the basis that stands beside a
 * referral (may be NULL)? -1 and a sentence when not. */
int loop_consent(const struct loop *l, const struct actor *actor,
		 const struct casefile *cf, const char *to,
		 const char *referral, struct err *err);

/* What stands between a case and its closing. */
struct loop_gap {
	char *sentence;
	char *path; /* the field that is empty, a referral ("r1"), or "" */
	enum loop_act act; /* the step that mends it; LOOP_ACT_N: none */
};
struct loop_gaps {
	struct loop_gap *gap;
	size_t n, alloc;
};

/* All of it, into an empty list; none: it may close. -1 when it cannot be
 * told. */
int loop_missing(const struct loop *l, const struct casefile *cf,
		 const struct loop_args *args, struct loop_gaps *out,
		 struct err *err);
void loop_gaps_release(struct loop_gaps *gaps);

/*
 * All that somebody holds or was given goes to a colleague: open cases,
 * referrals. Inside the caller's transaction, so that who leaves can be
 * disabled in the same step. -1 and a sentence when it cannot.
 */
int loop_hand_on_all(struct store *s, const struct actor *actor,
		     const char *from, const char *to, struct err *err);

/* What the actor has to do with the case, and with the referral (may be
 * NULL): bits of enum relation. */
int loop_relations(struct store *s, const struct actor *actor,
		   const struct casefile *cf, const char *referral,
		   unsigned *relations, struct err *err);

/* Is this one a member of a conference about the case, who may read it? */
int loop_sits(struct store *s, const struct actor *actor,
	      const struct casefile *cf, bool *sits, struct err *err);

/* Does the actor read this queue? Coordinators stand in for each other, and
 * for a section without people. */
int loop_reads(struct store *s, const struct actor *actor, const char *queue,
	       bool *reads, struct err *err);

/* What was done, newest first, below the id (0: from the top), for staff who
 * may read the case. Rows: id at staff staff_name act referral before after
 * holder why. */
int loop_journal(struct store *s, const char *staff, int64_t case_id,
		 int64_t below, int limit, struct rows *out, struct err *err);

/*
 * For whoever saves a case by other ways than loop_do (signing off a draft,
 * importing): fill in who sent what was sent now, refuse any other step, and
 * afterwards, with the case saved, write it into the journal. base NULL: a new
 * case.
 */
int loop_before_save(struct casefile *cf, const struct casefile *base,
		     const char *staff, struct err *err);
int loop_after_save(const struct casefile *cf, const struct casefile *base,
		    struct store *s, const char *staff, struct err *err);

/* The table as text of at most 80 cells a line, for the staff's manual. */
void loop_show(struct str *out);

#endif
