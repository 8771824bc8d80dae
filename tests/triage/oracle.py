#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second triage, written from the description of the domain alone.

Reads Case JSON (an object or an array) on standard input and writes the
result of each, without the rules' version and hash. It shares nothing with
the program: no code, no rules file, no words of its making, so that a slip in
either shows as a difference. It owns no validation; its cases are valid.
"""

import functools
import itertools
import json
import re
import sys
from datetime import date
from typing import NamedTuple, Optional

URGENCIES = ("AA", "A", "B", "C")       # most urgent first
DEFAULT_URGENCY = "B"                   # of a case in which nothing fires
TWO_COUNTERS, THREE_COUNTERS = 2, 3     # thresholds of the fussa profile
LONG_FORM = {"withdrawn", "young-carer", "double-care", "left-prison",
             "eighty-fifty"}
COUNTERS = ("shakai-fukushi", "shogai-fukushi", "kaigo-fukushi", "kenko",
            "kodomo-seisaku", "kodomo-ikusei", "kodomo-katei", "shakyo",
            "jiritsu")                  # the circle
NO_PLACE_KNOWN = "jiritsu"              # the general window

HOUSEHOLD_FACTS = set("""
    no_food no_bed lifeline_cut no_medicine no_contact in_danger_now
    arrears_rent eviction_notice arrears_tax seizure_notice debt low_income
    hoarding isolated refuses_support shopping_difficulty foreign_language
    wants_public_assistance staff_unsure""".split())
PERSON_FACTS = set("""
    care_need dementia_suspected disability_handbook disability_suspected
    mental_unwell untreated_illness acute_illness pregnant
    development_concern needs_nursery child_allowance not_attending_school
    withdrawn young_carer double_care single_parent unemployed work_trouble
    money_management judgement_decline left_prison suicidal suicide_plan
    suicide_means suicide_attempt abuse_suspected dv_victim dv_past
    lives_together address_protected alone_dependant""".split())
CONCERNS = tuple("""
    health housing income rent tax debt job work community family childcare
    care hikikomori abuse food other""".split())

# One rule a row: id, (d) if a duty | condition | to | urgency | basis.
# `p:` is tried on each member, `c:` once on the household.
TABLE = """
danger (d) | c: in_danger_now | promoter, police | AA |
no-sign (d) | c: no_contact | promoter, police, + kaigo-fukushi when any(age >= 65), + kodomo-katei when any(age < 18) | AA when in_danger_now, else A | 安否確認
child-abuse (d) | p: age < 18 and (abuse_suspected or any(dv_victim)) | kodomo-katei, + jiso when in_danger_now or (age < 6 and abuse_suspected) | AA when in_danger_now or (age < 6 and abuse_suspected), else A | 児童虐待防止法6条
elder-abuse (d) | p: age >= 65 and abuse_suspected | kaigo-fukushi, hokatsu | AA when in_danger_now, else A | 高齢者虐待防止法7条
disabled-abuse (d) | p: age >= 18 and abuse_suspected and (disability_handbook or disability_suspected) | shogai-fukushi | AA when in_danger_now, else A | 障害者虐待防止法7条
dv (d) | p: dv_victim | shakai-fukushi, dv-center | AA when in_danger_now, else A | DV防止法6条, 困難女性支援法
abuse-unclear (d) | p: abuse_suspected, unless child-abuse elder-abuse disabled-abuse dv | promoter | AA when in_danger_now, else A |
abuse-concern | c: concern(abuse), unless child-abuse elder-abuse disabled-abuse dv | promoter | A |
suicide (d) | p: suicidal or suicide_plan or suicide_means | kenko, + kodomo-katei when age < 18, + hokenjo and + police when suicide_plan and (suicide_means or suicide_attempt) | AA when suicide_plan and (suicide_means or suicide_attempt), else A | 自殺対策基本法
acute (d) | p: acute_illness | kenko, ambulance | AA |
alone-child (d) | p: alone_dependant and age < 18 | kodomo-katei | AA |
alone-elder (d) | p: alone_dependant and age >= 65 | kaigo-fukushi | AA |
alone-adult (d) | p: alone_dependant and age in 18..64 | shogai-fukushi | AA |
alone-unknown (d) | p: alone_dependant, unless alone-child alone-elder alone-adult | promoter | AA |
survival (d) | c: no_food or no_bed or lifeline_cut or no_medicine or concern(food) | shakai-fukushi, + jiritsu when not wants_public_assistance, + shakyo when no_food or concern(food), + kenko when no_medicine | AA when no_bed or (lifeline_cut and any(age < 6 or age >= 75)), else A | 生活保護法7条・19条・25条
public-assistance (d) | c: wants_public_assistance | shakai-fukushi | A | 生活保護法7条・24条
rent | c: arrears_rent or eviction_notice or concern(rent), unless public-assistance | jiritsu | A when eviction_notice, else B | 生活困窮者自立支援法
money | c: debt or arrears_tax or seizure_notice or low_income or concern(income) or concern(tax) or concern(debt), unless public-assistance | jiritsu, + houterasu when debt, + shuno when arrears_tax or seizure_notice | A when seizure_notice, else B | 生活困窮者自立支援法
housing | c: concern(housing), unless survival public-assistance | jiritsu | C |
job | p: unemployed or work_trouble, unless public-assistance | jiritsu, hellowork | C | 生活困窮者自立支援法
job-box | c: concern(job) or concern(work), unless public-assistance | jiritsu, hellowork | C | 生活困窮者自立支援法
care | p: (age >= 65 and (care_need or dementia_suspected or concern(care))) or (age in 40..64 and (care_need or dementia_suspected)) | kaigo-fukushi | B | 介護保険法
disability | p: disability_suspected or (age < 65 and disability_handbook and (unemployed or work_trouble or care_need or (client and (concern(health) or concern(job) or concern(work) or concern(housing) or concern(care))))) | shogai-fukushi | B | 障害者総合支援法
care-open | c: concern(care) or any(care_need) or any(dementia_suspected), unless care disability | kaigo-fukushi | C |
mental | p: mental_unwell | kenko, + shogai-fukushi when disability_handbook or untreated_illness | A when any(age < 1), else B | 精神保健福祉法
illness | p: untreated_illness | kenko | B |
infant | p: pregnant or (age < 6 and development_concern) | kenko, kodomo-katei | A when pregnant and (any(dv_victim) or no_bed or mental_unwell or untreated_illness), else B | 母子保健法
development | p: age in 6..17 and development_concern | kodomo-katei, shogai-fukushi | B |
nursery | p: needs_nursery | kodomo-ikusei | C |
allowance | p: child_allowance or (single_parent and concern(income)) | kodomo-seisaku | C |
school | p: age < 18 and (not_attending_school or (client and concern(hikikomori))) | kodomo-katei, kyoiku | B |
young-carer | p: young_carer | kodomo-katei | B |
parenting | c: concern(childcare) or (concern(family) and any(age < 18)), unless child-abuse alone-child infant development nursery allowance school young-carer | kodomo-katei | C |
family | c: concern(family) and not any(age < 18), unless elder-abuse disabled-abuse dv care mental withdrawn | jiritsu | C |
health | c: concern(health), unless acute suicide mental illness disability care | kenko | C |
guardianship | p: judgement_decline | shakyo, + kaigo-fukushi when age >= 65, + shogai-fukushi when age < 65 and disability_handbook | B | 日常生活自立支援事業・成年後見
money-habits | p: money_management, unless guardianship | jiritsu | C | 家計改善支援
shopping | c: shopping_difficulty | shakyo, + kaigo-fukushi when any(age >= 65) | C | 生活支援サービス
withdrawn | p: withdrawn | jiritsu, + kodomo-katei when age < 18 | B | 狭間の課題 → 福祉総合相談窓口
left-prison | p: left_prison | jiritsu | B |
double-care | p: double_care | kaigo-fukushi, kodomo-katei | B |
hoarding | c: hoarding or refuses_support | coordinator, + kaigo-fukushi and + hokatsu when any(age >= 65) | B | 社会福祉法106条の4
isolated | c: isolated | shakyo | C |
eighty-fifty | c: any(age >= 75 and lives_together) and any(age in 40..64 and lives_together and (withdrawn or unemployed)) | jiritsu | B | 8050問題
hikikomori | c: concern(hikikomori), unless school withdrawn | jiritsu | C |
community | c: concern(community), unless hoarding isolated | shakyo | C |
"""


# --- The household -----------------------------------------------------------

class Member:
    def __init__(self, record, index, received_on):
        self.id = record.get("id", f"m{index + 1}")
        self.index = index
        self.is_client = record.get("relation") == "client"
        self.facts = dict(record.get("facts", {}))
        if self.is_client:
            self.facts["lives_together"] = "yes"
        self.age = record.get("age")
        if "birth" in record:
            self.age = age_on(received_on, record["birth"])


class Household:
    def __init__(self, record):
        self.facts = record.get("facts", {})
        concerns = record.get("concerns", {})
        self.concerns = {concerns.get("main"), *concerns.get("others", ())}
        self.returned = record.get("returned", 0)
        self.taken_at = record.get("taken_at")
        self.members = [Member(m, i, record["received_on"])
                        for i, m in enumerate(record.get("members", ()))]


def age_on(day, birth):
    """Calendar age; who is born on 29 February turns on 1 March."""
    day, birth = date.fromisoformat(day), date.fromisoformat(birth)
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)


# --- Conditions: true, false or None for unknown -----------------------------

class Clause(NamedTuple):
    """What was, or was not, observed about one thing."""
    text: str                   # "age 82 >= 65", or the name while unknown
    fact: str = ""
    member: Optional[str] = None
    refused: bool = False


class Verdict(NamedTuple):
    value: Optional[bool]
    grounds: tuple              # the clauses that make it so


def merge(value, verdicts):
    """The grounds are those of the parts that agree with the whole."""
    return Verdict(value, tuple(clause for verdict in verdicts
                                if verdict.value is value
                                for clause in verdict.grounds))


def every(verdicts):
    values = [v.value for v in verdicts]
    return merge(False if False in values else
                 None if None in values else True, verdicts)


def some(verdicts):
    values = [v.value for v in verdicts]
    return merge(True if True in values else
                 None if None in values else False, verdicts)


def observed(value, name):
    return Verdict(value, (Clause(f"{name} = {'yes' if value else 'no'}"),))


class Condition:
    """Compiles the text into a function of (household, member)."""

    TOKEN = re.compile(r"\s*(>=|\.\.|[<()]|[0-9]+|[a-z_]+)")

    def __init__(self, text):
        self.text = text
        self.tokens = self.TOKEN.findall(text)
        assert "".join(self.tokens) == re.sub(r"\s", "", text), text
        self.of = self.disjunction()
        assert not self.tokens, text

    def take(self, *wanted):
        """The next token, or None when it is not one of those wanted."""
        if self.tokens and (not wanted or self.tokens[0] in wanted):
            return self.tokens.pop(0)
        return None

    def disjunction(self):
        parts = [self.conjunction()]
        while self.take("or"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else (
            lambda h, m: some([part(h, m) for part in parts]))

    def conjunction(self):
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else (
            lambda h, m: every([part(h, m) for part in parts]))

    def negation(self):
        if not self.take("not"):
            return self.operand()
        inner = self.negation()

        def negated(h, m):
            value, grounds = inner(h, m)
            return Verdict(None if value is None else not value, grounds)
        return negated

    def operand(self):
        if self.take("("):
            inner = self.disjunction()
            assert self.take(")"), self.text
            return inner
        if self.take("any"):
            return self.any_member()
        if self.take("concern"):
            return self.concern()
        if self.take("age"):
            return self.age()
        if self.take("client"):
            return lambda h, m: observed(m.is_client, "client")
        return self.fact(self.take())

    def any_member(self):
        assert self.take("("), self.text
        inner = self.disjunction()
        assert self.take(")"), self.text

        def of_one(h, m):
            value, grounds = inner(h, m)
            return Verdict(value, tuple(
                c._replace(text=f"any: {m.id} {c.text}") for c in grounds))
        return lambda h, m: some([of_one(h, other) for other in h.members])

    def concern(self):
        assert self.take("("), self.text
        code = self.take()
        assert self.take(")") and code in CONCERNS, self.text
        return lambda h, m: observed(code in h.concerns, f"concern({code})")

    def age(self):
        if self.take("in"):
            low = int(self.take())
            assert self.take(".."), self.text
            high = int(self.take())
            holds = lambda age: low <= age <= high
            yes, no = f"in {low}..{high}", f"not in {low}..{high}"
        elif self.take(">="):
            low = int(self.take())
            holds = lambda age: age >= low
            yes, no = f">= {low}", f"< {low}"
        else:
            assert self.take("<"), self.text
            high = int(self.take())
            holds = lambda age: age < high
            yes, no = f"< {high}", f">= {high}"

        def compare(h, m):
            if m.age is None:
                return Verdict(None, (Clause("age", "age", m.id),))
            value = holds(m.age)
            return Verdict(value,
                           (Clause(f"age {m.age} {yes if value else no}"),))
        return compare

    def fact(self, name):
        of_person = name in PERSON_FACTS
        assert of_person or name in HOUSEHOLD_FACTS, self.text

        def answered(h, m):
            answer = (m if of_person else h).facts.get(name, "unknown")
            if answer in ("yes", "no"):
                return observed(answer == "yes", name)
            return Verdict(None, (Clause(name, name,
                                         m.id if of_person else None,
                                         answer == "refused"),))
        return answered


# --- The table ---------------------------------------------------------------

class Branch(NamedTuple):
    """A destination or an urgency with the condition it hangs on."""
    code: str
    when: Optional[Condition]


class Rule:
    ROW = re.compile(r"(?P<id>[a-z-]+)(?P<duty> \(d\))?")

    def __init__(self, row, place):
        name, condition, to, urgency, basis = map(str.strip, row.split("|"))
        head = self.ROW.fullmatch(name)
        scope, condition = condition.split(": ", 1)
        condition, _, unless = condition.partition(", unless ")
        self.id, self.place = head["id"], place
        self.duty = bool(head["duty"])
        self.each_member = {"p": True, "c": False}[scope]
        self.when = Condition(condition)
        self.unless = unless.split()
        self.to = list(self.branches(to))
        self.urgency = list(self.branches(urgency.replace("else ", "")))
        self.basis = basis

    @staticmethod
    def branches(cell):
        for item in cell.split(", "):
            codes, _, when = item.partition(" when ")
            when = Condition(when) if when else None
            for code in codes.split(" and "):
                yield Branch(code.removeprefix("+ "), when)

    def order_of(self, code):
        """The place of a destination in `to`, joined or not."""
        return [branch.code for branch in self.to].index(code)


RULES = [Rule(row, place)
         for place, row in enumerate(TABLE.strip().splitlines())]
RULE = {rule.id: rule for rule in RULES}
assert not any(RULE[name].unless for rule in RULES for name in rule.unless)


# --- One rule tried on one member, or on the household -----------------------

class Firing:
    def __init__(self, rule, member_id, to, urgency):
        self.rule, self.member = rule, member_id
        self.to, self.urgency = to, urgency
        self.counters = [code for code in to if code in COUNTERS]
        self.presses = urgency != "C"   # of urgency B or higher


class Trial:
    def __init__(self, rule, household, member):
        self.rule, self.household, self.member = rule, household, member
        self.value, self.grounds = rule.when.of(household, member)
        self.member_id = member.id if member else None
        self.firing = self.firing_if()  # as things are known

    def place(self):
        return (self.rule.place, self.member.index if self.member else 0)

    def verdict(self, condition):
        return condition.of(self.household, self.member)

    def firing_if(self, supposed=None):
        """What it gives on what is known, one condition supposed true."""
        def holds(branch):
            return (branch.when is None or branch.when is supposed or
                    self.verdict(branch.when).value is True)
        return Firing(self.rule, self.member_id,
                      [b.code for b in self.rule.to if holds(b)],
                      next(b.code for b in self.rule.urgency if holds(b)))

    def silenced_by(self, fired):
        """The rules named in its `unless` among the trials that fired."""
        return [name for name in self.rule.unless
                if any(other.rule.id == name and
                       (other.member is None or not self.rule.each_member or
                        other.member is self.member)
                       for other in fired)]


def try_all(household):
    return [Trial(rule, household, member) for rule in RULES
            for member in (household.members if rule.each_member else [None])]


def firing_trials(trials, supposed=None):
    """Those whose condition is true, one supposed to be, less the silenced."""
    fired = [t for t in trials if t.value is True or t is supposed]
    return [t for t in fired if not t.silenced_by(fired)]


# --- Composition -------------------------------------------------------------

def unique(items):
    return list(dict.fromkeys(items))


def most_urgent(urgencies):
    return min(urgencies, key=URGENCIES.index)


@functools.lru_cache(maxsize=None)
def fewest_counters(choices):
    """Size of the smallest set that meets each of a set of choices."""
    return next(size for size in range(len(COUNTERS) + 1)
                if any(all(choice & set(chosen) for choice in choices)
                       for chosen in itertools.combinations(COUNTERS, size)))


def two_members_press(firings):
    """Two members, each with a rule of B or higher, and not the same one."""
    rules_of = {}
    for f in firings:
        if f.member is not None and f.presses:
            rules_of.setdefault(f.member, set()).add(f.rule.id)
    return any(len(a | b) > 1
               for a, b in itertools.combinations(rules_of.values(), 2))


def propose_lead(household, firings):
    if household.returned >= 2:
        return "coordinator"
    inside = [f for f in firings if f.counters]
    if not inside:
        return "promoter"
    top = most_urgent(f.urgency for f in inside)
    inside = [f for f in inside if f.urgency == top]
    inside = [f for f in inside if f.rule.duty] or inside
    if any(household.taken_at in f.counters for f in inside):
        return household.taken_at
    return inside[0].counters[0]


def compose(household, firings):
    """The answer but for its explanations; firings come in rule order."""
    urgency = (most_urgent(f.urgency for f in firings) if firings
               else DEFAULT_URGENCY)
    k = fewest_counters(frozenset(frozenset(f.counters) for f in firings
                                  if f.presses and f.counters))
    named = {code for f in firings for code in f.to}
    long_form = any(f.rule.id in LONG_FORM for f in firings) and (
        k >= TWO_COUNTERS or two_members_press(firings))
    promoter_because = [reason for reason, holds in (
        ("urgent", urgency == "AA"),
        ("two-counters", k >= TWO_COUNTERS),
        ("staff-unsure", household.facts.get("staff_unsure") == "yes"),
        ("nothing-fired", not firings),
        ("no-counter", firings and not any(f.counters for f in firings)),
        ("returned", household.returned >= 1),
        ("named-by-rule", "promoter" in named)) if holds]
    coordinator_because = [reason for reason, holds in (
        ("three-counters", k >= THREE_COUNTERS),
        ("long-form", long_form),
        ("named-by-rule", "coordinator" in named),
        ("returned-twice", household.returned >= 2)) if holds]
    return {
        "urgency": urgency,
        "lead": propose_lead(household, firings),
        "promoter": bool(promoter_because),
        "promoter_because": promoter_because,
        "coordinator": bool(coordinator_because),
        "coordinator_because": coordinator_because,
        "destinations": destinations(firings, urgency,
                                     bool(promoter_because),
                                     bool(coordinator_because)),
        "duties": [{"rule": f.rule.id, "member": f.member, "to": f.to,
                    "urgency": f.urgency, "basis": f.rule.basis}
                   for f in firings if f.rule.duty],
    }


def destinations(firings, case_urgency, promoter, coordinator):
    advisers = [code for code, joins in (("promoter", promoter),
                                         ("coordinator", coordinator))
                if joins]
    outside = unique(code for f in firings for code in f.to
                     if code not in ("promoter", "coordinator"))
    if not firings:
        outside = [NO_PLACE_KNOWN]
    entries = []
    for code in outside + advisers:
        naming = [f for f in firings if code in f.to]
        urgency = (case_urgency if code in advisers or not naming
                   else most_urgent(f.urgency for f in naming))
        # Where it stands: the first rule that gives it this urgency.
        first = next(((f.rule.place, f.rule.order_of(code)) for f in naming
                      if f.urgency == urgency), (0, 0))
        last = advisers.index(code) + 1 if code in advisers else 0
        entries.append(((URGENCIES.index(urgency), last, first),
                        {"to": code, "urgency": urgency,
                         "rules": unique(f.rule.id for f in naming)}))
    return [entry for _, entry in sorted(entries, key=lambda e: e[0])]


# --- Explanations ------------------------------------------------------------

def texts(grounds):
    return unique(clause.text for clause in grounds)


def explain_fired(trials):
    return [{"rule": t.rule.id, "member": t.member_id,
             "because": texts(t.grounds)} for t in trials]


def explain_not(trials, fired):
    return [{"rule": t.rule.id, "member": t.member_id,
             "failed": texts(t.grounds) if t.value is False else [],
             "unknown": texts(t.grounds) if t.value is None else [],
             "silenced_by": t.silenced_by(fired)}
            for t in trials if t not in fired]


def matters(result):
    """What a question must be able to change to be worth asking."""
    return (result["urgency"], result["duties"],
            sorted((d["to"], d["urgency"]) for d in result["destinations"]))


def what_to_ask(household, trials, fired, result):
    firings = [t.firing for t in fired]
    questions = []              # (urgency, place, clauses)

    def changes(supposed):
        return matters(compose(household, supposed)) != matters(result)

    def ask(trial, urgency, grounds):
        questions.append((URGENCIES.index(urgency), trial.place(), grounds))

    for trial in trials:
        if trial.value is None and not trial.silenced_by(fired):
            if trial.rule.duty or changes(
                    [t.firing for t in firing_trials(trials, trial)]):
                ask(trial, trial.firing.urgency, trial.grounds)
    for i, trial in enumerate(fired):
        for branch in trial.rule.urgency + trial.rule.to:
            if branch.when is None:
                continue
            value, grounds = trial.verdict(branch.when)
            if value is None and changes(
                    firings[:i] + [trial.firing_if(branch.when)] +
                    firings[i + 1:]):
                ask(trial, trial.firing.urgency, grounds)

    rules_of = {}               # what to ask: the rules it may add to
    for _, (place, _), grounds in sorted(questions, key=lambda q: q[:2]):
        for clause in grounds:
            if not clause.refused:
                rules_of.setdefault((clause.fact, clause.member), []).append(
                    RULES[place].id)
    return [{"fact": fact, "member": member, "would_add": unique(rules)}
            for (fact, member), rules in rules_of.items()]


def triage(record):
    household = Household(record)
    trials = try_all(household)
    fired = firing_trials(trials)
    result = compose(household, [t.firing for t in fired])
    return result | {"fired": explain_fired(fired),
                     "why_not": explain_not(trials, fired),
                     "ask": what_to_ask(household, trials, fired, result)}


def main():
    cases = json.load(sys.stdin)
    answer = ([triage(case) for case in cases] if isinstance(cases, list)
              else triage(cases))
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
