#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases for the comparison of the two triages, the same for the same seed.

    generate.py SEED COUNT            an array of valid cases
    generate.py --faulty SEED COUNT   an array of {"kind", "paths", "text"}:
                                      text that must be refused, naming one of
                                      the paths

Some households are likely ones, some stand on every edge the rules have. All
people are invented. It owns no rule: only the words of the interchange form.
"""

import json
import random
import sys
from datetime import date, timedelta

from oracle import CONCERNS, COUNTERS, HOUSEHOLD_FACTS, PERSON_FACTS

HOUSEHOLD = sorted(HOUSEHOLD_FACTS)
PERSON = sorted(PERSON_FACTS)
CHANNELS = ("visit", "phone", "home-visit", "letter", "district")
ROUTES = ("self", "family", "acquaintance", "community", "specialist",
          "government")
SEXES = ("male", "female", "other", "no-answer")
RELATIONS = ("child", "parent", "spouse", "sibling", "grandparent", "孫",
             "同居人", "クライアント", "Client")
COMPLAINTS = ("", "どこに相談すればよいかわからない。", "家賃が払えません。",
              "母のことで…\n二行目です。", "\"引用\" \\ 𠮷野家 👪", "ﾊﾝｶｸ")
EDGES = (0, 1, 5, 6, 17, 18, 39, 40, 64, 65, 74, 75, 150)

# Matters that come together: (members with their facts, facts of the
# household, ticked boxes).
THEMES = (
    (((34, "dv_victim mental_unwell address_protected pregnant"), (6, ""),
      (2, "development_concern")), "no_bed low_income", "abuse housing"),
    (((82, "dementia_suspected lives_together"),
      (52, "withdrawn unemployed lives_together")), "low_income",
     "hikikomori care income"),
    (((30, "single_parent child_allowance"), (2, "needs_nursery")), "",
     "childcare income"),
    (((41, ""), (15, "not_attending_school young_carer withdrawn")), "",
     "hikikomori family"),
    (((52, "unemployed"), (0, "")), "no_food lifeline_cut low_income",
     "food income job"),
    (((70, ""), (75, "")),
     "hoarding refuses_support isolated shopping_difficulty", "community"),
    (((41, "work_trouble"), (66, "money_management")),
     "debt arrears_rent eviction_notice arrears_tax seizure_notice "
     "wants_public_assistance", "rent tax debt work"),
    (((38, "suicidal suicide_plan suicide_means suicide_attempt "
       "untreated_illness acute_illness"),), "no_medicine", "health"),
    (((5, "alone_dependant abuse_suspected"),
      (88, "alone_dependant abuse_suspected"), (20, "alone_dependant")),
     "no_contact in_danger_now", "abuse other"),
    (((45, "double_care mental_unwell"),
      (79, "care_need judgement_decline")), "", "care family"),
    (((29, "disability_handbook left_prison unemployed"),
      (60, "disability_suspected alone_dependant")), "staff_unsure",
     "job work health"),
    (((40, ""), (10, "development_concern")), "", "childcare"),
    (((60, ""), (35, "")), "", "family"),
    (((70, "judgement_decline suicidal"),
      (30, "judgement_decline disability_handbook suicidal suicide_plan "
       "suicide_means"), (15, "suicidal")), "", "health"),
)


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, p):
        return self.random.random() < p

    def some_of(self, items, most):
        count = self.random.randint(0, min(most, len(items)))
        return self.random.sample(list(items), count)

    def maybe(self, record, key, choices, p=0.8):
        if self.chance(p):
            record[key] = self.random.choice(choices)

    # --- days and ages ---

    def day(self):
        if self.chance(0.2):
            return self.random.choice(("2024-02-28", "2024-02-29",
                                       "2024-03-01", "2025-02-28",
                                       "2025-03-01", "2100-02-28",
                                       "2100-03-01", "2026-12-31",
                                       "2026-01-01"))
        return str(date(2020, 1, 1) + timedelta(self.random.randrange(4000)))

    def set_age(self, member, age, received_on):
        """As an age, a birth date near the birthday, a decade, or nothing."""
        way = self.random.random()
        if way < 0.15:
            if self.chance(0.5):
                member["age_range"] = f"{age // 10 * 10}s"
            return
        if way < 0.6:
            member["age"] = age
            return
        today = date.fromisoformat(received_on)
        year = today.year - min(age, 146)
        if age == 150 and today.day < 28:
            born = today.replace(year=today.year - 151) + timedelta(1)
        elif self.chance(0.2):
            year -= year % 4            # 29 February, where the year has one
            born = date(year, 2, 28) + timedelta(1)
        else:
            day = min(today.day, 28)
            born = date(year, today.month, day) + timedelta(
                self.random.choice((-400, -200, -1, 0, 1, 2, 200)))
        if born > today:
            born = today
        member["birth"] = str(born)

    def age(self):
        if self.chance(0.6):
            return self.random.choice(EDGES)
        return self.random.randint(0, 100)

    # --- answers ---

    def answers(self, facts, known, yes):
        """Each fact known with one chance, then yes with another."""
        result = {}
        for fact in facts:
            if self.chance(known):
                result[fact] = "yes" if self.chance(yes) else "no"
            elif self.chance(0.15):
                result[fact] = self.random.choice(("unknown", "refused"))
        return result

    def say_yes(self, answers, facts):
        for fact in facts.split():
            if self.chance(0.7):
                answers[fact] = "yes"

    def concerns(self, wanted):
        wanted = list(wanted)
        self.random.shuffle(wanted)
        if not wanted:
            return self.random.choice(({}, {"others": []}))
        if self.chance(0.15):
            return {"others": wanted}
        if len(wanted) == 1 and self.chance(0.8):
            return {"main": wanted[0]}
        return {"main": wanted[0], "others": wanted[1:]}

    # --- whole cases ---

    def frame(self):
        record = {"received_on": self.day()}
        self.maybe(record, "taken_at", COUNTERS)
        self.maybe(record, "channel", CHANNELS)
        self.maybe(record, "route", ROUTES)
        self.maybe(record, "chief_complaint", COMPLAINTS)
        self.maybe(record, "returned", (0, 0, 0, 0, 0, 1, 2, 3), 0.6)
        return record

    def member(self, index, age, received_on):
        record = {}
        name = self.random.random()
        if name < 0.6:
            record["id"] = f"m{index + 1}"
        elif name < 0.7:
            record["id"] = f"世帯員{index}"
        if index == 0 and self.chance(0.75):
            record["relation"] = "client"
        else:
            self.maybe(record, "relation", RELATIONS)
        self.maybe(record, "sex", SEXES, 0.5)
        if self.chance(0.1):
            record.update(name="福生 花子", kana="フッサ ハナコ",
                          address="福生市本町5番地", telephone="000-0000-0000")
        self.set_age(record, age, received_on)
        return record

    def likely(self):
        """A theme or two of life; the rest not asked or answered no."""
        record = self.frame()
        themes = self.random.sample(THEMES, self.random.choice((1, 1, 2)))
        boxes = {box for theme in themes for box in theme[2].split()
                 if self.chance(0.6)}
        known = self.random.choice((0, 0, 0.2, 0.7))
        record["concerns"] = self.concerns(sorted(boxes))
        record["facts"] = self.answers(HOUSEHOLD, known, 0.02)
        record["members"] = []
        for people, of_household, _ in themes:
            self.say_yes(record["facts"], of_household)
            for age, facts in people:
                member = self.member(len(record["members"]), age,
                                     record["received_on"])
                member["facts"] = self.answers(PERSON, known, 0.02)
                self.say_yes(member["facts"], facts)
                record["members"].append(member)
        return record

    def anything(self):
        """Any answers at all; the mixture is drawn anew for each case."""
        record = self.frame()
        known = self.random.choice((0.02, 0.1, 0.5, 0.9, 1.0))
        yes = self.random.choice((0.0, 0.03, 0.1, 0.3, 0.9))
        if self.chance(0.8):
            record["concerns"] = self.concerns(
                self.some_of(CONCERNS, self.random.choice((0, 2, 3, 16))))
        if self.chance(0.9):
            record["facts"] = self.answers(HOUSEHOLD, known, yes)
        if self.chance(0.9):
            record["members"] = []
            for index in range(self.random.choice((0, 1, 1, 2, 2, 3, 4, 6))):
                member = self.member(index, self.age(), record["received_on"])
                if self.chance(0.9):
                    member["facts"] = self.answers(PERSON, known, yes)
                record["members"].append(member)
        return record

    def pointed(self):
        """Nearly silent, but for a handful of definite answers."""
        record = self.frame()
        record["concerns"] = self.concerns(self.some_of(CONCERNS, 2))
        record["facts"] = dict.fromkeys(self.some_of(HOUSEHOLD, 2), "yes")
        record["members"] = []
        for index in range(self.random.choice((1, 2, 3))):
            member = self.member(index, self.age(), record["received_on"])
            member["facts"] = (dict.fromkeys(self.some_of(PERSON, 3), "no") |
                               dict.fromkeys(self.some_of(PERSON, 2), "yes"))
            record["members"].append(member)
        return record

    def case(self):
        return self.random.choice(
            (self.likely, self.anything, self.pointed))()


# --- Faults ------------------------------------------------------------------

BAD_DATES = ("2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10",
             "2026/11/20", "R8.11.20", "令和8年11月20日", "2026-2-3", "20261120",
             "2026-11-20T10:00", "2026-11-20 ", "", 20261120, True, None, [])
BAD_AGES = (151, 1000, -1, 3.5, "40", True, [], 10 ** 12)
BAD_ANSWERS = ("maybe", "Yes", "", "はい", True, 1, None, {}, ["yes"])
BAD_COUNTERS = ("promoter", "coordinator", "jiso", "police", "kaigo",
                "KENKO", "", 3, ["kenko"])
BAD_COUNTS = (-1, 1.5, "1", True, [])
NOT_TEXT = (3, True, [], {})


class Spoiler:
    """Makes one thing wrong in a case and knows the path to it."""

    def __init__(self, seed):
        self.maker = Maker(seed)
        self.pick = self.maker.random.choice
        self.kinds = [name.removeprefix("spoil_") for name in dir(self)
                      if name.startswith("spoil_")]

    def base(self):
        """A valid case that has all the parts there are to spoil."""
        while True:
            case = self.maker.likely()
            members = case["members"]
            if len(members) >= 2:
                for i, member in enumerate(members):
                    member["id"] = f"m{i + 1}"
                case["concerns"] = {"main": "care", "others": ["housing"]}
                return case

    def a_member(self, case):
        index = self.maker.random.randrange(len(case["members"]))
        return case["members"][index], f"members[{index}]"

    @staticmethod
    def set_age(member, **how):
        for key in ("age", "birth", "age_range"):
            member.pop(key, None)
        member.update(how)

    def spoil_unknown_key(self, case):
        key = self.pick(("recieved_on", "fact", "member", "急ぎ", "Returned"))
        case[key] = 1
        return [key]

    def spoil_unknown_member_key(self, case):
        member, path = self.a_member(case)
        key = self.pick(("agee", "fact", "gender", "Birth", "続柄"))
        member[key] = "x"
        return [f"{path}.{key}"]

    def spoil_unknown_concerns_key(self, case):
        case["concerns"]["second"] = "care"
        return ["concerns.second"]

    def spoil_unknown_household_fact(self, case):
        fact = self.pick(("no_foood", "age", "No_food", "client", "debts"))
        case["facts"][fact] = "yes"
        return [f"facts.{fact}"]

    def spoil_unknown_member_fact(self, case):
        member, path = self.a_member(case)
        fact = self.pick(("withdrawm", "dementia", "age", "concern(care)"))
        member["facts"][fact] = "yes"
        return [f"{path}.facts.{fact}"]

    def spoil_person_fact_on_household(self, case):
        fact = self.pick(PERSON)
        case["facts"][fact] = self.pick(("yes", "no", "unknown", "refused"))
        return [f"facts.{fact}"]

    def spoil_household_fact_on_person(self, case):
        member, path = self.a_member(case)
        fact = self.pick(HOUSEHOLD)
        member["facts"][fact] = self.pick(("yes", "no", "unknown", "refused"))
        return [f"{path}.facts.{fact}"]

    def spoil_household_answer(self, case):
        fact = self.pick(HOUSEHOLD)
        case["facts"][fact] = self.pick(BAD_ANSWERS)
        return [f"facts.{fact}"]

    def spoil_member_answer(self, case):
        member, path = self.a_member(case)
        fact = self.pick(PERSON)
        member["facts"][fact] = self.pick(BAD_ANSWERS)
        return [f"{path}.facts.{fact}"]

    def spoil_age_and_birth(self, case):
        member, path = self.a_member(case)
        self.set_age(member, age=30, birth="1990-01-01")
        return [path, f"{path}.age", f"{path}.birth"]

    def spoil_age(self, case):
        member, path = self.a_member(case)
        self.set_age(member, age=self.pick(BAD_AGES))
        return [f"{path}.age"]

    def spoil_birth_date(self, case):
        member, path = self.a_member(case)
        self.set_age(member, birth=self.pick(BAD_DATES))
        return [f"{path}.birth"]

    def spoil_birth_in_the_future(self, case):
        member, path = self.a_member(case)
        day = date.fromisoformat(case["received_on"])
        self.set_age(member, birth=str(day + timedelta(
            self.pick((1, 2, 30, 365, 20000)))))
        return [f"{path}.birth"]

    def spoil_birth_too_long_ago(self, case):
        member, path = self.a_member(case)
        day = date.fromisoformat(case["received_on"])
        born = day.replace(year=day.year - self.pick((151, 152, 300)),
                           day=min(day.day, 28))
        self.set_age(member, birth=str(born))
        return [f"{path}.birth"]

    def spoil_age_range(self, case):
        member, path = self.a_member(case)
        self.set_age(member, age_range=self.pick(NOT_TEXT))
        return [f"{path}.age_range"]

    def spoil_received_on(self, case):
        case["received_on"] = self.pick(BAD_DATES)
        return ["received_on"]

    def spoil_no_received_on(self, case):
        del case["received_on"]
        return ["received_on"]

    def spoil_taken_at(self, case):
        case["taken_at"] = self.pick(BAD_COUNTERS)
        return ["taken_at"]

    def spoil_channel(self, case):
        case["channel"] = self.pick(("fax", "Visit", 3))
        return ["channel"]

    def spoil_route(self, case):
        case["route"] = self.pick(("friend", "SELF", []))
        return ["route"]

    def spoil_returned(self, case):
        case["returned"] = self.pick(BAD_COUNTS)
        return ["returned"]

    def spoil_complaint(self, case):
        case["chief_complaint"] = self.pick(NOT_TEXT)
        return ["chief_complaint"]

    def spoil_main_concern(self, case):
        case["concerns"]["main"] = self.pick(("carre", "介護", 4, []))
        return ["concerns.main"]

    def spoil_other_concern(self, case):
        index = self.pick((0, 1, 2))
        case["concerns"]["others"] = ["debt", "tax", "rent"]
        case["concerns"]["others"][index] = self.pick(("carre", "DEBT", 4, {}))
        return [f"concerns.others[{index}]"]

    def spoil_other_concerns(self, case):
        case["concerns"]["others"] = self.pick(("care", 4, {"care": "yes"}))
        return ["concerns.others"]

    def spoil_concerns(self, case):
        case["concerns"] = self.pick((["care"], "care", 1, True))
        return ["concerns"]

    def spoil_facts(self, case):
        case["facts"] = self.pick((["no_food"], "no_food", 1, False))
        return ["facts"]

    def spoil_member_facts(self, case):
        member, path = self.a_member(case)
        member["facts"] = self.pick((["withdrawn"], "withdrawn", 1, True))
        return [f"{path}.facts"]

    def spoil_members(self, case):
        case["members"] = self.pick(({"m1": {}}, "m1", 2, True))
        return ["members"]

    def spoil_member(self, case):
        index = self.maker.random.randrange(len(case["members"]))
        case["members"][index] = self.pick(("m1", 1, [], None, True))
        return [f"members[{index}]"]

    def spoil_double_id(self, case):
        last = len(case["members"]) - 1
        index = self.maker.random.randrange(last)
        case["members"][last]["id"] = case["members"][index]["id"]
        return [f"members[{last}].id"]

    def spoil_id(self, case):
        member, path = self.a_member(case)
        member["id"] = self.pick(NOT_TEXT)
        return [f"{path}.id"]

    def spoil_relation(self, case):
        member, path = self.a_member(case)
        member["relation"] = self.pick(NOT_TEXT)
        return [f"{path}.relation"]

    def spoil_sex(self, case):
        member, path = self.a_member(case)
        member["sex"] = self.pick(("f", "女", "Male", 1, []))
        return [f"{path}.sex"]

    def faulty(self, kind):
        case = self.base()
        paths = getattr(self, f"spoil_{kind}")(case)
        if self.maker.chance(0.3):
            cases = [self.base() for _ in range(self.pick((1, 2, 3)))]
            index = self.pick(range(len(cases)))
            cases[index] = case
            case, paths = cases, [f"[{index}].{path}" for path in paths]
        return {"kind": kind, "paths": paths,
                "text": json.dumps(case, ensure_ascii=False)}


def main():
    arguments = sys.argv[1:]
    faulty = arguments[0] == "--faulty"
    seed, count = map(int, arguments[faulty:])
    if faulty:
        spoiler = Spoiler(seed)
        result = [spoiler.faulty(spoiler.kinds[i % len(spoiler.kinds)])
                  for i in range(count)]
    else:
        maker = Maker(seed)
        result = [maker.case() for _ in range(count)]
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
